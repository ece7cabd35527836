import { expect, test } from "vitest";
import { around, closed, collapsed, expanded, type Expansion, hidden, isExpanded, pinned, STORY, unpinned, withEntity } from "./view";

const members: Expansion = { id: "litek", relation: "MEMBER_OF", direction: "in" };
const projects: Expansion = { id: "litek", relation: "PARTICIPATES_IN", direction: "out" };

test("what is opened twice is opened once", () => {
  const view = expanded(STORY, members);
  expect(expanded(view, members)).toBe(view);
  expect(isExpanded(view, members)).toBe(true);
  expect(isExpanded(view, projects)).toBe(false);
});

test("collapsing takes all that was opened from one, closing a part of it", () => {
  const view = expanded(expanded(STORY, members), projects);
  expect(collapsed(view, "litek").expanded).toEqual([]);
  expect(closed(view, members).expanded).toEqual([projects]);
  expect(collapsed(view, "epic")).toBe(view);
});

test("what is asked for is hidden no longer", () => {
  const view = withEntity(hidden(around("epic"), "litek"), "litek");
  expect(view.hidden.size).toBe(0);
  expect(view.added.has("litek")).toBe(true);
});

test("a pin is put in and taken out, and goes with what is hidden", () => {
  const at = { on: "page", x: 0.5, y: 0.25 } as const;
  const view = pinned(hidden(STORY, "litek"), "litek", at);
  expect(view.pinned.get("litek")).toEqual(at);
  expect(view.hidden.size).toBe(0);
  expect(unpinned(view, "litek").pinned.size).toBe(0);
  expect(hidden(view, "litek").pinned.size).toBe(0);
});
