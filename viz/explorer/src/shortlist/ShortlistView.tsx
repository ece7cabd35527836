import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { Trouble } from "../view/Trouble";
import { Checklist } from "./Checklist";
import { Members } from "./Members";
import { Pairs } from "./Pairs";
import { Uses } from "./Uses";
import { useWords } from "./words";
import "./shortlist.css";

/** Whom one noted down: what they cover together, what is missing, who has met whom. */
export default function ShortlistView() {
  const { shortlist } = useSession();
  const say = useWords();
  const ids = shortlist.value;
  return (
    <div class="shortlist">
      <h2>{say("headline", { n: ids.length })}</h2>
      {ids.length ? <Held ids={ids} /> : <p class="hint">{say("empty")}</p>}
    </div>
  );
}

function Held({ ids }: { ids: readonly string[] }) {
  const say = useWords();
  const held = useAnswer((client) => client.shortlist(ids), [ids.join("\n")]);
  if (held.state === "loading") return <p class="hint">{say("loading")}</p>;
  if (held.state === "failed") return <Trouble reason={held.reason} />;
  return (
    <>
      <Uses ids={ids} />
      <Checklist shortlist={held.found} />
      <Members shortlist={held.found} />
      <Pairs shortlist={held.found} />
    </>
  );
}
