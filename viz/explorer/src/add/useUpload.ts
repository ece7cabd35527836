import { useEffect, useRef, useState } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { first } from "../state/address";
import { running } from "./slice";
import { type Job, Uploads } from "./uploads";
import { useWords } from "./words";

/** How often a job that is worked on is asked for, in milliseconds. */
const PAUSE = 300;
/** The part of the address that names the upload. */
const PART = "upload";

export interface Upload {
  /** Null while no upload is open. */
  readonly job: Job | null;
  /** Why the last thing was not done, or "". */
  readonly trouble: string;
  readonly uploads: Uploads;
  /** Do something that gives a job, and look at it. */
  readonly go: (what: () => Promise<Job>) => void;
  /** Look at another upload; "" is none. */
  readonly open: (id: string) => void;
}

/** The upload that the address names; as long as it is worked on it is asked for again. */
export function useUpload(): Upload {
  const session = useSession();
  const { client, parts } = session;
  const say = useWords();
  const [uploads] = useState(() => new Uploads(client));
  const [job, setJob] = useState<Job | null>(null);
  const [trouble, setTrouble] = useState("");
  const busy = useRef(false);
  const id = first(parts.value, PART);

  const open = (next: string) => (parts.value = { ...parts.value, [PART]: [next] });
  const show = (found: Job) => {
    setJob(found);
    if (!running(found)) session.announce(say(`state.${found.state as "done"}`, { file: found.file }));
  };
  const failed = (error: unknown) => setTrouble(messageOf(error));
  const go = (what: () => Promise<Job>) => {
    if (busy.current) return;
    busy.current = true;
    setTrouble("");
    void what()
      .then((found) => {
        open(found.id);
        show(found);
      }, failed)
      .finally(() => (busy.current = false));
  };

  useEffect(() => {
    if (!id) setJob(null);
    else if (id !== job?.id) uploads.job(id).then(show, failed);
  }, [id]);
  useEffect(() => {
    if (!job || !running(job)) return;
    const timer = window.setTimeout(() => uploads.job(job.id).then(show, failed), PAUSE);
    return () => window.clearTimeout(timer);
  }, [job]);
  return { job: job?.id === id ? job : null, trouble, uploads, go, open };
}
