/** All that is known of one entity. */

import type { Entity } from "../api/client";
import { facts, names, ties, type Fact, type Tie } from "../state/facts";
import { capital, words } from "../state/words";
import { button, type Child, details, h, link } from "./dom";
import { evidence } from "./evidence";

export interface PanelActions {
  choose(id: string): void;
  focus(id: string): void;
  close(): void;
}

const OPEN = 8;

export function panel(entity: Entity, act: PanelActions): Child[] {
  const others = names(entity).filter((one) => one.text !== entity.name);
  return [
    button("×", act.close, { class: "close", "aria-label": "Close" }),
    h("h2", { tabindex: "-1" }, entity.name),
    h("p", { class: "kind" }, capital(words(entity.type))),
    ...others.map((one) => h("p", { class: "also", lang: one.language }, one.text)),
    button("Show what lies around it", () => act.focus(entity.id), { class: "around" }),
    h("dl", {}, ...facts(entity).flatMap(fact)),
    ...[...ties(entity)].map(([title, some]) => group(title, some, act)),
  ];
}

function fact({ name, values, witnesses }: Fact): Child[] {
  const shown = values.map(({ language, text }) =>
    h("span", language ? { lang: language, class: "value" } : { class: "value" }, link(text)),
  );
  return [h("dt", {}, capital(name)), h("dd", {}, ...shown, evidence(witnesses))];
}

function group(title: string, some: readonly Tie[], act: PanelActions): Child {
  const items = some.map((tie) =>
    h(
      "li",
      {},
      button(tie.name, () => act.choose(tie.other), { class: "name" }),
      ...(tie.notes ? [h("small", {}, ` ${tie.notes}`)] : []),
      evidence(tie.witnesses),
    ),
  );
  const list = h("ul", { class: "ties" }, ...items);
  return details(`${title} (${some.length})`, [list], some.length <= OPEN);
}
