import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keepFocus } from "./focus";

let stop: () => void;

beforeEach(() => {
  document.body.replaceChildren();
  const page = document.createElement("div");
  page.append(part("view"), part("filters"));
  document.body.append(page);
  stop = keepFocus();
});

afterEach(() => stop());

function part(id: string): HTMLElement {
  const section = document.createElement("section");
  section.id = id;
  const button = document.createElement("button");
  section.append(button);
  return section;
}

const button = (id: string) => document.querySelector<HTMLElement>(`#${id} button`)!;

test("the part around takes the focus of what goes away", async () => {
  button("filters").focus();
  button("filters").remove();
  await vi.waitFor(() => expect(document.activeElement?.id).toBe("filters"));
});

test("the view takes it when the whole part goes", async () => {
  button("filters").focus();
  document.getElementById("filters")!.remove();
  await vi.waitFor(() => expect(document.activeElement?.id).toBe("view"));
});

test("what moves the focus itself is left alone", async () => {
  button("filters").focus();
  button("view").focus();
  button("filters").remove();
  await new Promise((resolve) => setTimeout(resolve, 10));
  expect(document.activeElement).toBe(button("view"));
});
