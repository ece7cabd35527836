import type { Story } from "../api/client";
import { useSession } from "../app/session";
import { NO_COLUMNS } from "../state/columns";
import { WHOLE } from "../state/view";
import { summary } from "./numbers";
import { quietLines } from "./onPicture";
import { useWords } from "./words";

/** What is shown, in a sentence or two, and what is not. */
export function Summary() {
  const session = useSession();
  const { view } = session.look.value;
  const story = session.story.value;
  return (
    <p class="summary">
      {view.scene === "story" && story?.nodes.some(({ part }) => part === "cluster") ? (
        <StorySentence story={story} />
      ) : (
        <>
          <SceneName /> <Numbers />
        </>
      )}{" "}
      <NotShown />
    </p>
  );
}

function StorySentence({ story: { nodes } }: { story: Story }) {
  const say = useWords();
  const { settings } = useSession();
  const part = (name: string) => nodes.filter((one) => one.part === name);
  const list = (names: readonly string[]) => new Intl.ListFormat(settings.value.language).format(names);
  const projects = list(part("project").map((one) => one.short || one.label));
  const clusters = part("cluster");
  const countries = new Set(clusters.map(({ country }) => country)).size;
  const beyond = list(part("country").map(({ label }) => label));
  return (
    <>
      <strong>{say("story", { n: clusters.length, countries, projects })}</strong>
      {beyond && ` ${say("story.beyond", { countries: beyond })}`}
    </>
  );
}

/** What the scene is, where it is a part of the graph. */
function SceneName() {
  const session = useSession();
  const say = useWords();
  const { scene, focus } = session.look.value.view;
  const told = session.story.value?.nodes.filter(({ part }) => part === "project").map(({ short, label }) => short || label);
  const { regions } = session.columns.value.tables;
  const region = (id: string) => regions.labels[regions.ids.indexOf(id)] ?? id;
  const [one = "", other = ""] = focus.split("~");
  if (scene === "around") return <strong>{say("scene.around", { name: session.nameOf(focus) })}</strong>;
  if (scene === "between") return <strong>{say("scene.between", { one: region(one), other: region(other) })}</strong>;
  if (scene === "story" && told?.length) return <strong>{say("scene.around", { name: told.join(", ") })}</strong>;
  return scene === "open" || scene === "picked" ? <strong>{say(`scene.${scene}`)}</strong> : null;
}

/** How many there are, who has the most links, and who stands alone. */
function Numbers() {
  const say = useWords();
  const { graph, shown, columns } = useSession();
  const { entities, organisations, countries, foremost, most, alone } = summary(graph.value, shown.value);
  if (columns.value === NO_COLUMNS) return <>{say("loading")}</>;
  if (!entities) return <strong>{say("nothing")}</strong>;
  return (
    <>
      {organisations > 0 && countries > 0
        ? say("organisations", { n: organisations, countries: say("countries", { n: countries }) })
        : say("shown", { n: entities })}
      {organisations > 0 && entities > organisations && ` ${say("others", { n: entities - organisations })}`}
      {foremost && ` ${say("foremost", { name: foremost, n: most })}`}
      {alone > 0 && ` ${say("alone", { n: alone })}`}
    </>
  );
}

function NotShown() {
  const session = useSession();
  const say = useWords();
  const { shown, columns, story, look } = session;
  const { leftOut } = columns.value.tables;
  const rest = Math.max(0, (story.value?.entities ?? 0) - shown.value.nodes.length);
  const { filtered } = shown.value;
  return (
    <span class="rest">
      {filtered > 0 && `${say("filtered", { n: filtered })} `}
      {leftOut.nodes > 0 && look.value.view.scene === "whole"
        ? say("left.out", { n: leftOut.nodes, all: leftOut.ofNodes })
        : look.value.view.scene === "story" && say("rest", { n: rest })}{" "}
      {quietLines.value > 0 && `${say("quiet", { n: quietLines.value })} `}
      {look.value.view.scene === "story" && (
        <button type="button" class="link-button" onClick={() => session.step(say("whole.shown"), () => ({ view: WHOLE }))}>
          {say("whole.show")}
        </button>
      )}
    </span>
  );
}
