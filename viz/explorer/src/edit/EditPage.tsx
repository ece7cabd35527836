import { useEffect } from "preact/hooks";
import { CuratorFrame } from "../app/CuratorFrame";
import { useSession } from "../app/session";
import { useAnswer } from "../app/useAnswer";
import { SuggestPage } from "../suggest/SuggestPage";
import { Trouble } from "../view/Trouble";
import { AddPage, RelatePage } from "./NewPage";
import { type Asked, search, START } from "./asked";
import { EntityView } from "./EntityView";
import { LastEntry } from "./LastEntry";
import { Start } from "./Start";
import { type Desk, useDesk } from "./useDesk";
import { useAsked } from "./useAsked";
import { useWords } from "./words";
import "./edit.css";
import "./fields.css";

/** The page where people enter by hand what no source says, or says wrongly. */
export function EditPage() {
  const say = useWords();
  const [asked, go] = useAsked();
  const desk = useDesk(asked);
  const isLost = asked.page === "entity" && asked.id === desk.last?.lost;
  const wanted = isLost ? START : asked;
  useEffect(() => {
    if (isLost) go(START, "replace");
  }, [isLost]);
  return (
    <CuratorFrame page="edit">
      {wanted.page === "suggest" ? (
        <SuggestPage about={wanted.id} fact={wanted.fact} />
      ) : (
        <>
          <h2>{wanted.page === "start" ? say("title") : <a href={`./edit${search(START)}`}>{say("title")}</a>}</h2>
          <LastEntry desk={desk} />
          <Asking wanted={wanted} desk={desk} go={go} />
        </>
      )}
    </CuratorFrame>
  );
}

function Asking({ wanted, desk, go }: { wanted: Asked; desk: Desk; go: (wanted: Asked) => void }) {
  const { language } = useSession().settings.value;
  const loaded = useAnswer((client) => client.forms(language), [language]);
  if (loaded.state === "failed") return <Trouble reason={loaded.reason} />;
  if (loaded.state === "loading") return null;
  const { found: forms } = loaded;
  if (wanted.page === "entity") return <EntityView key={wanted.id} id={wanted.id} desk={desk} forms={forms} />;
  if (wanted.page === "add") return <AddPage key={wanted.type} type={wanted.type} forms={forms} desk={desk} go={go} />;
  if (wanted.page === "relate") return <RelatePage key={wanted.relation} {...wanted} forms={forms} desk={desk} go={go} />;
  return <Start forms={forms} desk={desk} go={go} />;
}
