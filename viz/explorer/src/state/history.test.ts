import { expect, test } from "vitest";
import { begun, MOST_STEPS, redone, stepped, undone } from "./history";

test("steps are undone and done again in order", () => {
  const history = stepped(stepped(begun("a"), "b"), "c");
  expect(undone(history).present).toBe("b");
  expect(undone(undone(history)).present).toBe("a");
  expect(redone(undone(undone(history))).present).toBe("b");
  expect(redone(redone(undone(undone(history))))).toEqual(history);
});

test("at either end nothing changes", () => {
  const history = begun("a");
  expect(undone(history)).toBe(history);
  expect(redone(history)).toBe(history);
  expect(stepped(history, "a")).toBe(history);
});

test("a new step forgets what was undone", () => {
  const history = stepped(undone(stepped(begun("a"), "b")), "c");
  expect(redone(history).present).toBe("c");
});

test("the past has an end", () => {
  let history = begun(0);
  for (let n = 1; n <= MOST_STEPS + 5; n++) history = stepped(history, n);
  expect(history.past).toHaveLength(MOST_STEPS);
  expect(undone(history).present).toBe(MOST_STEPS + 4);
});
