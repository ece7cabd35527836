import { useLayoutEffect, useRef } from "preact/hooks";
import type { Entity, Form, Forms } from "../api/client";
import { useSession } from "../app/session";
import { capital, type Text } from "../i18n/vocabulary";
import { type Fact, facts, names } from "../panel/facts";
import { useEntity } from "../panel/useEntity";
import { Evidence } from "../view/Evidence";
import { ExternalLink } from "../view/ExternalLink";
import { KindDot } from "../view/KindDot";
import { Trouble } from "../view/Trouble";
import type { Desk } from "./useDesk";
import { NewFact, NewRelation } from "./Adding";
import { OpenForm } from "./OpenForm";
import { Ties } from "./Ties";
import { namesOf } from "./namesOf";
import { useForm } from "./useForm";
import { useWords } from "./words";

interface Props {
  readonly id: string;
  readonly desk: Desk;
  readonly forms: Forms;
}

/** An entity with its facts and relations, each with what can be done with it. */
export function EntityView({ id, desk, forms }: Props) {
  const say = useWords();
  const loaded = useEntity(id, desk.turn);
  if (loaded.state === "failed") return <Trouble reason={loaded.reason} />;
  if (loaded.state === "loading") return <p class="notice">{say("loading")}</p>;
  return <Shown key={loaded.found.id} entity={loaded.found} desk={desk} forms={forms} />;
}

function Shown({ entity, desk, forms }: { entity: Entity; desk: Desk; forms: Forms }) {
  const say = useWords();
  const { form } = useForm(entity.type);
  return (
    <article class="entity" aria-label={entity.name}>
      <Title entity={entity} desk={desk} form={form} />
      <section aria-label={say("facts")}>
        <h3>{say("facts")}</h3>
        <Facts entity={entity} desk={desk} />
        {form && <NewFact entity={entity} form={form} desk={desk} />}
      </section>
      <section aria-label={say("relations")}>
        <h3>{say("relations")}</h3>
        <Ties entity={entity} desk={desk} />
        <NewRelation entity={entity} forms={forms} desk={desk} />
      </section>
    </article>
  );
}

function Title({ entity, desk, form }: { entity: Entity; desk: Desk; form: Form | null }) {
  const say = useWords();
  const { vocabulary } = useSession();
  const heading = useRef<HTMLHeadingElement>(null);
  // After an entry the focus is on what was entered.
  useLayoutEffect(() => {
    if (!desk.last) heading.current?.focus();
  }, []);
  const ends = form?.end && !(form.end in entity.properties);
  return (
    <header class="entity-title">
      <p class="label">
        <KindDot kind={entity.kind} /> {capital(vocabulary.value.kind(entity.type))} · <a href={`./#focus=${encodeURIComponent(entity.id)}`}>{say("explorer")}</a>
      </p>
      <h2 ref={heading} tabIndex={-1}>
        {entity.name}
      </h2>
      <p class="buttons">
        {ends && (
          <button type="button" class="button small" onClick={() => desk.begin({ what: "correct", entity, property: form.end })}>
            {say("ended")}
          </button>
        )}
        <button type="button" class="button small" onClick={() => desk.begin({ what: "gone", entity })}>
          {say("gone")}
        </button>
      </p>
      <OpenForm desk={desk} action={{ what: "gone", entity }} title={say("title.gone", { name: entity.name })} hint={say("hint.gone")} names={namesOf(entity)} />
    </header>
  );
}

function Facts({ entity, desk }: { entity: Entity; desk: Desk }) {
  const { vocabulary } = useSession();
  const name: Fact = { property: "name", values: names(entity), witnesses: entity.evidence["name"] ?? [] };
  const all = [...("name" in entity.properties ? [name] : []), ...facts(entity, vocabulary.value)];
  return (
    <ul class="facts">
      {all.map((fact) => (
        <FactLine key={fact.property} entity={entity} fact={fact} desk={desk} />
      ))}
    </ul>
  );
}

function FactLine({ entity, fact: { property, values, witnesses }, desk }: { entity: Entity; fact: Fact; desk: Desk }) {
  const say = useWords();
  const { vocabulary } = useSession();
  const name = capital(vocabulary.value.property(property));
  const computed = entity.computed.includes(property);
  const known = namesOf(entity);
  return (
    <li class="fact">
      <p class="label">{name}</p>
      <Values values={values} />
      <Evidence witnesses={witnesses} />
      {computed ? (
        <p class="label">{say("computed")}</p>
      ) : (
        <p class="buttons">
          {(["correct", "deny"] as const).map((what) => (
            <button
              key={what}
              type="button"
              class="button small"
              aria-label={say("about", { what: say(what), name })}
              onClick={() => desk.begin({ what, entity, property })}
            >
              {say(what)}
            </button>
          ))}
        </p>
      )}
      <OpenForm desk={desk} action={{ what: "correct", entity, property }} title={say("title.correct", { name })} names={known} />
      <OpenForm desk={desk} action={{ what: "deny", entity, property }} title={say("title.deny", { name })} hint={say("hint.deny")} names={known} />
    </li>
  );
}

function Values({ values }: { values: readonly Text[] }) {
  return (
    <div>
      {values.map(({ language, text }) => (
        <div key={`${language} ${text}`}>
          <span lang={language || undefined}>
            <ExternalLink address={text} />
          </span>
          {language && <small> {language}</small>}
        </div>
      ))}
    </div>
  );
}
