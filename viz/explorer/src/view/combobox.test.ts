import { beforeEach, expect, test, vi } from "vitest";
import { Combobox, type Option } from "./combobox";
import { h } from "./dom";

const OPTIONS: Option[] = [
  { id: "lasers", text: "lasers", note: "22" },
  { id: "gas-lasers", text: "gas <b>lasers", note: "3" },
];
let input: HTMLInputElement;
let chosen: string[];

beforeEach(() => {
  vi.useFakeTimers();
  input = h("input", { id: "box" });
  document.body.replaceChildren(h("label", { for: "box" }, "Technology"), input);
  chosen = [];
});

async function typed(text: string, suggest = () => Promise.resolve(OPTIONS)): Promise<HTMLElement> {
  new Combobox(input, suggest, (option) => chosen.push(option.id));
  input.value = text;
  input.dispatchEvent(new Event("input"));
  await vi.advanceTimersByTimeAsync(1000);
  return document.getElementById("box-options") as HTMLElement;
}

function press(key: string): void {
  input.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
}

test("suggestions are shown as text", async () => {
  const list = await typed("las");
  expect(list.hidden).toBe(false);
  expect(list.querySelectorAll("[role=option]")).toHaveLength(2);
  expect(list.querySelector("b")).toBeNull();
  expect(input.getAttribute("aria-expanded")).toBe("true");
});

test("one letter suggests nothing", async () => {
  const list = await typed("l");
  expect(list.hidden).toBe(true);
});

test("the keyboard chooses", async () => {
  const list = await typed("las");
  press("ArrowDown");
  press("ArrowDown");
  expect(input.getAttribute("aria-activedescendant")).toBe("box-options-1");
  expect(list.querySelector("[aria-selected=true]")?.id).toBe("box-options-1");
  press("Enter");
  expect(chosen).toEqual(["gas-lasers"]);
  expect(list.hidden).toBe(true);
});

test("the first move upwards goes to the last", async () => {
  await typed("las");
  press("ArrowUp");
  expect(input.getAttribute("aria-activedescendant")).toBe("box-options-1");
});

test("a click chooses, escape closes", async () => {
  const list = await typed("las");
  press("Escape");
  expect(list.hidden).toBe(true);
  input.dispatchEvent(new Event("input"));
  await vi.advanceTimersByTimeAsync(1000);
  (list.firstElementChild as HTMLElement).click();
  expect(chosen).toEqual(["lasers"]);
});

test("a server that is away suggests nothing", async () => {
  const list = await typed("las", () => Promise.reject(new Error("away")));
  expect(list.hidden).toBe(true);
});
