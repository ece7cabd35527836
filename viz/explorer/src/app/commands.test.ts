import { expect, test } from "vitest";
import type { Command } from "./command";
import { commandFor } from "./commands";
import { matches } from "./Palette";

const commands: Command[] = [
  { id: "help", label: "Show help", key: "?", run: () => {} },
  { id: "undo", label: "Undo", key: "Control+z", run: () => {} },
  { id: "redo", label: "Redo", key: "Control+Shift+z", run: () => {} },
];

function pressed(key: string, more: KeyboardEventInit = {}, tag = "div"): string {
  const target = document.createElement(tag);
  document.body.append(target);
  let found = "";
  target.addEventListener("keydown", (event) => (found = commandFor(commands, event)?.id ?? ""));
  target.dispatchEvent(new KeyboardEvent("keydown", { key, ...more }));
  return found;
}

test("a key finds its command, upper case or not", () => {
  expect(pressed("?", { shiftKey: true })).toBe("help");
  expect(pressed("z", { ctrlKey: true })).toBe("undo");
  expect(pressed("z", { metaKey: true })).toBe("undo");
  expect(pressed("Z", { ctrlKey: true, shiftKey: true })).toBe("redo");
  expect(pressed("z")).toBe("");
});

test("who types text gives no commands", () => {
  expect(pressed("?", {}, "input")).toBe("");
  expect(pressed("?", {}, "textarea")).toBe("");
});

test("a command is found by parts of its name", () => {
  expect(matches(commands[0]!, "he sh")).toBe(true);
  expect(matches(commands[0]!, "undo")).toBe(false);
});
