import { expect, test, vi } from "vitest";
import { answer, hit, step } from "../testing/samples";
import type { Asking, Question } from "../state/question";
import { answerView } from "./answer";
import { h } from "./dom";

const question = { technology: "lasers", region: "Lithuania" };
const act = () => ({ ask: vi.fn<(one: Question) => void>(), more: vi.fn(), choose: vi.fn() });

function shown(asking: Asking, actions = act()): HTMLElement {
  return h("div", {}, ...answerView(asking, new Map([["lasers", "lasers"]]), actions));
}

function press(place: HTMLElement, text: string): void {
  const found = [...place.querySelectorAll("button")].find((one) => one.textContent?.includes(text));
  if (!found) throw new Error(`no button says ${text}`);
  found.click();
}

test("candidates are buttons that ask on", () => {
  const actions = act();
  const problem = {
    type: "",
    title: "Several things have this name",
    status: 409,
    detail: "",
    asked: "lasers",
    candidates: [{ id: "gas-lasers", label: "gas lasers", nearness: 100 }],
    errors: [],
  };
  const place = shown({ state: "refused", question, problem }, actions);
  press(place, "gas lasers");
  expect(actions.ask).toHaveBeenCalledWith({ ...question, technology: "gas-lasers" });
});

test("a hit shows why, and who says so", () => {
  const witness = {
    source: "starter",
    locator: "row 3",
    urls: ["https://ekspla.com/", "javascript:alert(1)"],
    quote: "<b>lasers</b>",
    language: "en",
    confidence: 0.8,
  };
  const path = [step("ekspla", "WORKS_ON", "lasers", { evidence: [witness] })];
  const found = answer({ hits: [hit("ekspla", { name: "<script>Ekspla", paths: [path] })] });
  const place = shown({ state: "answered", question, answer: found });
  expect(place.textContent).toContain("<script>Ekspla");
  expect(place.querySelector("script, b")).toBeNull();
  expect(place.querySelector(".why")?.textContent).toContain("works on lasers");
  const links = [...place.querySelectorAll("a")].map((one) => one.getAttribute("href"));
  expect(links).toEqual(["https://ekspla.com/"]);
  expect(place.querySelector("q")?.lang).toBe("en");
  expect(place.textContent).toContain("80 % sure");
});

test("lists beside the answer stand apart, with successors and clusters", () => {
  const brief = { uri: "", kind: "Company", country: "LT", region: "", score: 0, since: "" };
  const found = answer({
    membership: [{ ...brief, id: "a", name: "A", via: ["litek"], successor: "" }],
    unplaced: [{ ...brief, id: "b", name: "B", via: [], successor: "" }],
    ended: [{ ...brief, id: "c", name: "C", via: [], since: "2018", successor: "d" }],
  });
  const place = shown({ state: "answered", question, answer: found });
  const titles = [...place.querySelectorAll("summary")].map((one) => one.textContent);
  expect(titles).toContain("Only as members of a cluster (1)");
  expect(titles).toContain("In the country, the region is not known (1)");
  expect(titles).toContain("No longer there (1)");
  expect(place.textContent).toContain("via litek");
  expect(place.textContent).toContain("since 2018, now d");
});

test("nothing found offers the nearest", () => {
  const actions = act();
  const near = { id: "AT", label: "Austria", total: 3, hits: [] };
  const found = answer({ total: 0, hits: [], nearest: { region: [near], technology: [] } });
  const place = shown({ state: "answered", question, answer: found }, actions);
  press(place, "Austria");
  expect(actions.ask).toHaveBeenCalledWith({ ...question, region: "AT" });
});

test("a further page is there when the answer says so", () => {
  const actions = act();
  press(shown({ state: "answered", question, answer: answer({ next: "x" }) }, actions), "More");
  expect(actions.more).toHaveBeenCalled();
  const whole = shown({ state: "answered", question, answer: answer() });
  expect(whole.querySelector(".more")).toBeNull();
});

test("a failure can be tried again", () => {
  const actions = act();
  press(shown({ state: "failed", question, reason: "away" }, actions), "Ask again");
  expect(actions.ask).toHaveBeenCalledWith(question);
});
