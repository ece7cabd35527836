/** The answer to the question, with the reason and the source of everything. */

import type { Answer, Brief, Hit, Near, Problem } from "../api/client";
import {
  alternatives,
  type Asking,
  corrected,
  facet,
  headline,
  type Question,
  reasons,
  understanding,
} from "../state/question";
import { capital, count, words } from "../state/words";
import { button, type Child, details, h, link } from "./dom";
import { evidence } from "./evidence";

export interface AnswerActions {
  ask(question: Question): void;
  more(): void;
  choose(id: string): void;
}

export type Names = ReadonlyMap<string, string>;

export function answerView(asking: Asking, names: Names, act: AnswerActions): Child[] {
  switch (asking.state) {
    case "idle":
      return [];
    case "waiting":
      return [h("p", { class: "waiting" }, "Looking …")];
    case "failed":
      return [
        h("p", { class: "trouble" }, asking.reason),
        button("Ask again", () => act.ask(asking.question)),
      ];
    case "refused":
      return refusal(asking.question, asking.problem, act);
    case "answered":
      return answered(asking.question, asking.answer, names, act);
  }
}

function refusal(question: Question, problem: Problem, act: AnswerActions): Child[] {
  const choices = problem.candidates.map((one) =>
    button(`${one.label} (${one.id})`, () => act.ask(corrected(question, problem.asked, one.id))),
  );
  const faults = problem.errors.map((one) => h("li", {}, `${one.parameter}: ${one.reason}`));
  const intro = problem.candidates.length ? `${problem.title}: “${problem.asked}”` : problem.detail;
  return [
    h("h3", {}, intro),
    ...(faults.length ? [h("ul", {}, ...faults)] : []),
    ...(choices.length ? [h("p", {}, "Did you mean …"), h("div", { class: "choices" }, ...choices)] : []),
  ];
}

function answered(question: Question, answer: Answer, names: Names, act: AnswerActions): Child[] {
  const others = alternatives(question, answer).map(([one, other]) =>
    button(`${one.label} (${one.id})`, () => act.ask(other)),
  );
  const kinds = facet(answer, "kind");
  return [
    h("h3", {}, headline(answer)),
    ...understanding(answer).map((text) => h("p", {}, text)),
    details("The names may mean something else", others),
    ...(kinds ? [h("p", { class: "facet" }, kinds)] : []),
    ...nearest(question, answer, act),
    ...(answer.hits.length
      ? [h("ol", { class: "hits" }, ...answer.hits.map((one) => hit(one, names, act)))]
      : []),
    ...(answer.next ? [button("More", act.more, { class: "more" })] : []),
    side("Only as members of a cluster", answer.membership, names, act),
    side("In the country, the region is not known", answer.unplaced, names, act),
    side("No longer there", answer.ended, names, act),
    related(question, answer.related, act),
  ];
}

function hit(one: Hit, names: Names, act: AnswerActions): HTMLElement {
  const place = names.get(one.region) ?? one.region;
  const active = one.last_active ? ` · last active ${one.last_active}` : "";
  const about = `${capital(words(one.kind))} · ${place} · ${one.basis}${active}`;
  const paths = one.paths.map((path) => h("li", {}, ...chain(path, names)));
  const why = details(`Why (${count(one.links, "link")})`, [
    h("ul", { class: "why" }, ...paths),
    ...(one.places.length ? [h("ul", { class: "why" }, h("li", {}, ...chain(one.places, names)))] : []),
  ]);
  return h(
    "li",
    {},
    h("span", { class: "score", title: "Score" }, String(one.score)),
    button(one.name, () => act.choose(one.id), { class: "name" }),
    h("p", { class: "about" }, about, ...(one.website ? [" · ", link(one.website, "website")] : [])),
    why,
  );
}

function chain(path: Hit["places"], names: Names): Child[] {
  return reasons(path, names).map(({ text, witnesses }) =>
    h("div", { class: "step" }, text, evidence(witnesses)),
  );
}

function side(title: string, briefs: readonly Brief[], names: Names, act: AnswerActions): Child {
  const items = briefs.map((one) => {
    const via = one.via.map((id) => names.get(id) ?? id).join(", ");
    const heir = one.successor ? `, now ${names.get(one.successor) ?? one.successor}` : "";
    const notes = [via && `via ${via}`, one.since && `since ${one.since}${heir}`].filter(Boolean);
    const name = button(one.name, () => act.choose(one.id), { class: "name" });
    return h("li", {}, name, h("small", {}, ` ${[words(one.kind), ...notes].join(" · ")}`));
  });
  return items.length ? details(`${title} (${items.length})`, [h("ul", {}, ...items)]) : "";
}

/** Where there is something, when there is nothing where one asked. */
function nearest(question: Question, answer: Answer, act: AnswerActions): Child[] {
  const found = Object.entries(answer.nearest).flatMap(([what, some]) =>
    some.map((one) => near(one, { ...question, [what]: one.id }, act)),
  );
  return found.length ? [h("p", {}, "The nearest that there is:"), h("ul", {}, ...found)] : [];
}

function related(question: Question, some: readonly Near[], act: AnswerActions): Child {
  const items = some.map((one) => near(one, { ...question, technology: one.id }, act));
  return items.length ? details("Neighbouring technologies would add", [h("ul", {}, ...items)]) : "";
}

function near(one: Near, question: Question, act: AnswerActions): HTMLElement {
  const first = one.hits.map((brief) => brief.name).join(", ");
  const ask = button(one.label, () => act.ask(question), { class: "name" });
  return h("li", {}, ask, h("small", {}, ` ${count(one.total, "organisation")}: ${first}`));
}
