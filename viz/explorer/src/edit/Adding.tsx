import { useState } from "preact/hooks";
import type { Entity, Form, Forms } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import { useTieTitle } from "../panel/useTieTitle";
import { type Action, relationsOf } from "./actions";
import type { Desk } from "./useDesk";
import { namesOf } from "./namesOf";
import { OpenForm } from "./OpenForm";
import { Select } from "./Select";
import { useWords } from "./words";

/** Says something of an entity that nobody has said yet. */
export function NewFact({ entity, form, desk }: { entity: Entity; form: Form; desk: Desk }) {
  const say = useWords();
  const missing = form.fields.filter(({ name }) => !(name in entity.properties));
  const [property, setProperty] = useState("");
  const chosen = missing.find(({ name }) => name === property) ?? missing[0];
  if (!chosen) return null;
  return (
    <>
      <Select
        label={say("fact.new")}
        value={chosen.name}
        options={missing.map(({ name, label }) => ({ value: name, label: capital(label) }))}
        onChange={setProperty}
        onGo={() => desk.begin({ what: "correct", entity, property: chosen.name })}
      />
      {missing.map(({ name, label }) => (
        <OpenForm
          key={name}
          desk={desk}
          action={{ what: "correct", entity, property: name }}
          title={say("title.add", { name: capital(label) })}
          names={namesOf(entity)}
        />
      ))}
    </>
  );
}

/** Ties an entity to another. */
export function NewRelation({ entity, forms, desk }: { entity: Entity; forms: Forms; desk: Desk }) {
  const say = useWords();
  const title = useTieTitle();
  const { vocabulary } = useSession();
  const [chosen, setChosen] = useState("");
  const offered = relationsOf(forms.relations, vocabulary.value.line(entity.type)).map(({ relation, side }) => {
    const direction = side === "source" ? "out" : "in";
    return { relation: relation.value, side, value: `${relation.value} ${side}`, label: title({ relation: relation.value, direction }) } as const;
  });
  const one = offered.find(({ value }) => value === chosen) ?? offered[0];
  if (!one) return null;
  const here = { id: entity.id, name: entity.name };
  const action: Action = { what: "relate", relation: one.relation, [one.side]: here };
  return (
    <>
      <Select label={say("relation.new")} value={one.value} options={offered} onChange={setChosen} onGo={() => desk.begin(action)} />
      <OpenForm desk={desk} action={action} title={say("title.relate", { name: one.label })} names={namesOf(entity)} />
    </>
  );
}
