import { useEffect, useState } from "preact/hooks";
import { messageOf } from "../api/messageOf";
import { useSession } from "../app/session";
import { first } from "../state/address";
import { oneAtATime } from "../view/oneAtATime";
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
  /** How often asking failed: what is worked on is asked for again. */
  const [failures, setFailures] = useState(0);
  const [alone] = useState(oneAtATime);
  const id = first(parts.value, PART);

  const open = (next: string) => (parts.value = { ...parts.value, [PART]: [next] });
  const show = (found: Job) => {
    setJob(found);
    if (!running(found)) session.announce(say(`state.${found.state as "done"}`, { file: found.file }));
  };
  /** Ask for the upload that is open, after a pause; what comes for another is passed over. */
  const asking = (pause = 0) => {
    let wanted = true;
    const came = (found: Job) => wanted && (setTrouble(""), show(found));
    const lost = (error: unknown) => wanted && (failed(error), setFailures((before) => before + 1));
    const timer = window.setTimeout(() => uploads.job(id).then(came, lost), pause);
    return () => {
      wanted = false;
      window.clearTimeout(timer);
    };
  };
  const failed = (error: unknown) => setTrouble(messageOf(error));
  const done = (found: Job) => {
    open(found.id);
    show(found);
  };
  const go = (what: () => Promise<Job>) =>
    void alone(() => {
      setTrouble("");
      return what().then(done, failed);
    });

  useEffect(() => {
    setTrouble("");
    if (!id) setJob(null);
    return id && id !== job?.id ? asking() : undefined;
  }, [id]);
  useEffect(() => {
    return job && job.id === id && running(job) ? asking(PAUSE) : undefined;
  }, [job, id, failures]);
  return { job: job?.id === id ? job : null, trouble, uploads, go, open };
}
