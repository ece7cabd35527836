import { CuratorFrame } from "../app/CuratorFrame";
import { useSession } from "../app/session";
import { Trouble } from "../view/Trouble";
import { Drop } from "./Drop";
import { Opened } from "./Opened";
import { Recent } from "./Recent";
import { useUpload } from "./useUpload";
import { useWords } from "./words";
import "./add.css";

/** The page where people hand in spreadsheets and documents. */
export function AddPage() {
  const upload = useUpload();
  const say = useWords();
  const { connected } = useSession();
  return (
    <CuratorFrame page="add">
      <h2>{say("title")}</h2>
      {connected.value && <Trouble reason={upload.trouble} />}
      {upload.job ? <Opened key={upload.job.id} job={upload.job} upload={upload} /> : <Begin upload={upload} />}
    </CuratorFrame>
  );
}

function Begin({ upload }: { upload: ReturnType<typeof useUpload> }) {
  return (
    <>
      <Drop take={(file) => upload.go(() => upload.uploads.handIn(file))} />
      <Recent upload={upload} />
    </>
  );
}
