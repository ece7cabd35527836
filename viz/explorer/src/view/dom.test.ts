import { expect, test } from "vitest";
import { button, details, h, link } from "./dom";

const HOSTILE = '<img src=x onerror="alert(1)">';

test("text is never run as markup", () => {
  const element = h("p", { title: HOSTILE }, HOSTILE);
  expect(element.querySelector("img")).toBeNull();
  expect(element.textContent).toBe(HOSTILE);
  expect(element.getAttribute("title")).toBe(HOSTILE);
});

test("only addresses of the web become links", () => {
  const good = link("https://litek.lt/") as HTMLAnchorElement;
  expect(good.href).toBe("https://litek.lt/");
  expect(good.rel).toContain("noopener");
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "no address"]) {
    expect(link(bad)).toBe(bad);
  }
});

test("a button does what it says", () => {
  let pressed = 0;
  button("Press", () => (pressed += 1)).click();
  expect(pressed).toBe(1);
});

test("a part with nothing inside is left out", () => {
  expect(details("Empty", [])).toBe("");
});
