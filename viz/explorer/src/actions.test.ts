import { expect, test } from "vitest";
import { Actions } from "./actions";
import { type Answer, Client, type Problem, Refused } from "./api/client";
import { type App, start } from "./state/app";
import { Store } from "./state/store";
import { answer, entity, hit, inFull, neighbours, relation } from "./testing/samples";

const question = { technology: "lasers", region: "Lithuania" };

function acting(answers: Partial<Record<keyof Client, (...given: never[]) => unknown>>) {
  const store = new Store<App>(start);
  const client = Object.assign(new Client(), answers) as Client;
  return { store, act: new Actions(store, client) };
}

const named = (ids: readonly string[]) => ({
  entities: ids.map((id) => ({ ...entity(id), name: id.toUpperCase() })),
});

test("an answer is shown, and what it speaks of is named", async () => {
  const { store, act } = acting({ who: async () => answer(), entities: async (ids: string[]) => named(ids) });
  await act.ask(question);
  expect(store.now.asking).toMatchObject({ state: "answered", question });
  expect(store.now.names.get("ekspla")).toBe("EKSPLA");
});

test("a refusal keeps the problem, a failure its reason", async () => {
  const problem = { asked: "lasers", detail: "unknown" } as Problem;
  const refused = acting({ who: () => Promise.reject(new Refused(problem)) });
  await refused.act.ask(question);
  expect(refused.store.now.asking).toEqual({ state: "refused", question, problem });
  const away = acting({ who: () => Promise.reject(new Error("away")) });
  await away.act.ask(question);
  expect(away.store.now.asking).toEqual({ state: "failed", question, reason: "away" });
});

test("a slow answer does not replace that to a later question", async () => {
  const waiting: ((found: Answer) => void)[] = [];
  const { store, act } = acting({
    who: () => new Promise((resolve) => waiting.push(resolve)),
    entities: async (ids: string[]) => named(ids),
  });
  const first = act.ask(question);
  const later = act.ask({ ...question, region: "Latvia" });
  waiting[1]?.(answer({ total: 2 }));
  waiting[0]?.(answer({ total: 1 }));
  await Promise.all([first, later]);
  expect(store.now.asking).toMatchObject({ question: { region: "Latvia" }, answer: { total: 2 } });
});

test("more adds the next page", async () => {
  const pages = [answer({ next: "x" }), answer({ hits: [hit("other")] })];
  const { store, act } = acting({
    who: async () => pages.shift(),
    entities: async (ids: string[]) => named(ids),
  });
  await act.ask(question);
  await act.more();
  expect(store.now.asking).toMatchObject({ answer: { hits: [{ id: "ekspla" }, { id: "other" }] } });
});

test("focus shows the network and keeps what was hidden", async () => {
  const found = neighbours(entity("litek"), [entity("epic")], [relation("litek", "epic")]);
  const { store, act } = acting({ neighbours: async () => found });
  act.toggle("Project");
  await act.focus("LITEK");
  expect(store.now.network.centre).toBe("litek");
  expect(store.now.network.hidden.has("Project")).toBe(true);
});

test("of two that are chosen the later is shown, whichever comes first", async () => {
  const waiting = new Map<string, (found: object) => void>();
  const { store, act } = acting({
    entity: (id: string) => new Promise((resolve) => waiting.set(id, resolve)),
  });
  const both = [act.choose("slow"), act.choose("quick")];
  waiting.get("quick")?.({ ...inFull({}), id: "quick" });
  waiting.get("slow")?.({ ...inFull({}), id: "slow" });
  await Promise.all(both);
  expect(store.now.chosen).toBe("quick");
});

test("trouble is said, and goes when all is well again", async () => {
  const answers = { entity: () => Promise.reject(new Error("away")) as Promise<unknown> };
  const { store, act } = acting({ entity: () => answers.entity() });
  await act.choose("litek");
  expect(store.now.trouble).toBe("away");
  answers.entity = async () => inFull({});
  await act.choose("litek");
  expect(store.now.trouble).toBe("");
  expect(store.now.entity?.id).toBe("litek");
});
