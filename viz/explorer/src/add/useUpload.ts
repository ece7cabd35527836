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
  const { client, parts } = useSession();
  const [uploads] = useState(() => new Uploads(client));
  const [alone] = useState(oneAtATime);
  const id = first(parts.value, PART);
  const { job, trouble, show, tell } = useJob(uploads, id);
  const open = (next: string) => (parts.value = { ...parts.value, [PART]: [next] });
  const done = (found: Job) => {
    open(found.id);
    show(found);
  };
  /** Whoever looks at another one meanwhile stays there. */
  const stays = () => first(parts.peek(), PART) === id;
  const go = (what: () => Promise<Job>) =>
    void alone(() => {
      tell("");
      return what().then(
        (found) => stays() && done(found),
        (error: unknown) => stays() && tell(messageOf(error)),
      );
    });
  return { job: job?.id === id ? job : null, trouble, uploads, go, open };
}

/** What is known of the upload of this id ("" is none), and what went wrong. */
function useJob(uploads: Uploads, id: string) {
  const session = useSession();
  const say = useWords();
  const [job, setJob] = useState<Job | null>(null);
  const [trouble, tell] = useState("");
  /** How often asking failed: what is worked on is asked for again. */
  const [failures, setFailures] = useState(0);
  const show = (found: Job) => {
    setJob(found);
    if (!running(found)) session.announce(say(`state.${found.state as "done"}`, { file: found.file }));
  };
  const came = (found: Job) => {
    tell("");
    show(found);
  };
  const lost = (error: unknown) => {
    tell(messageOf(error));
    setFailures((before) => before + 1);
  };
  useEffect(() => {
    tell("");
    if (!id) setJob(null);
    return id && id !== job?.id ? asking(uploads, id, 0, came, lost) : undefined;
  }, [id]);
  useEffect(() => {
    return job && job.id === id && running(job) ? asking(uploads, id, PAUSE, came, lost) : undefined;
  }, [job, id, failures]);
  return { job, trouble, show, tell };
}

/** Ask for an upload after a pause; what comes once it is no longer wanted is passed over. */
function asking(
  uploads: Uploads,
  id: string,
  pause: number,
  came: (found: Job) => void,
  lost: (error: unknown) => void,
): () => void {
  let wanted = true;
  const ask = () =>
    uploads.job(id).then(
      (found) => wanted && came(found),
      (error: unknown) => wanted && lost(error),
    );
  const timer = window.setTimeout(ask, pause);
  return () => {
    wanted = false;
    window.clearTimeout(timer);
  };
}
