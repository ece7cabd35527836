import { useEffect, useRef } from "preact/hooks";
import type { Entity } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { chosen } from "../state/selection";
import { Evidence } from "../view/Evidence";
import { AboutAll } from "../suggest/AboutAll";
import { Wrong } from "../suggest/Wrong";
import { ExternalLink } from "../view/ExternalLink";
import { IconButton } from "../view/IconButton";
import { KindDot } from "../view/KindDot";
import { Trouble } from "../view/Trouble";
import { Actions } from "./Actions";
import { type Fact, facts, names, tieGroups } from "./facts";
import { Ties } from "./Ties";
import { useEntity } from "./useEntity";
import { useWords } from "./words";
import "./panel.css";

/** What is known of the chosen entity, and who says so. */
export function Panel() {
  const session = useSession();
  const say = useWords();
  const { selection } = session;
  const loaded = useEntity(selection.value.chosen);
  const close = () => {
    selection.value = chosen(selection.value, "");
    document.getElementById("view")?.focus();
  };
  return (
    <aside class="side panel" aria-label={say("title")}>
      <div class="panel-close">
        <IconButton icon="close" label={say("close")} onClick={close} />
      </div>
      {loaded.state === "loading" && <p class="notice">{say("loading")}</p>}
      {loaded.state === "failed" && <Trouble reason={loaded.reason} />}
      {loaded.state === "here" && <Known key={loaded.found.id} entity={loaded.found} />}
    </aside>
  );
}

function Known({ entity }: { entity: Entity }) {
  const { vocabulary } = useSession();
  return (
    <>
      <Title entity={entity} />
      <Actions entity={entity} />
      <AboutAll id={entity.id} name={entity.name} />
      <dl class="facts">
        {facts(entity, vocabulary.value).map((fact) => (
          <FactLine key={fact.property} id={entity.id} fact={fact} />
        ))}
      </dl>
      {tieGroups(entity).map((group) => (
        <Ties key={`${group.relation} ${group.direction}`} entity={entity} group={group} />
      ))}
    </>
  );
}

function Title({ entity }: { entity: Entity }) {
  const { vocabulary } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  const others = names(entity).filter(({ text }) => text !== entity.name);
  const language = names(entity).find(({ text }) => text === entity.name)?.language;
  useEffect(() => heading.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <header class="panel-title">
      <p class="kind">
        <KindDot kind={entity.kind} /> {capital(vocabulary.value.kind(entity.type))}
      </p>
      <h2 ref={heading} tabIndex={-1} lang={language || undefined}>
        {entity.name}
      </h2>
      {others.map(({ language, text }) => (
        <p key={text} class="also" lang={language || undefined}>
          {text}
        </p>
      ))}
    </header>
  );
}

function FactLine({ id, fact: { property, values, witnesses } }: { id: string; fact: Fact }) {
  const { vocabulary } = useSession();
  const name = capital(vocabulary.value.property(property));
  return (
    <>
      <dt>{name}</dt>
      <dd>
        {values.map(({ language, text }) => (
          <span key={`${language} ${text}`} lang={language || undefined}>
            <ExternalLink address={text} />
          </span>
        ))}
        <Evidence witnesses={witnesses} />
        <Wrong about={id} fact={property} name={name} />
      </dd>
    </>
  );
}
