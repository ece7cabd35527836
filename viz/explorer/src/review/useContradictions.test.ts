import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import { using } from "../testing/hooks";
import { useContradictions } from "./useContradictions";

const DECISION = { path: "correct", said: {} };

test("a second press enters nothing, and what was entered is so where the list does not come", async () => {
  const contradictions = vi.fn().mockResolvedValueOnce({ contradictions: [] }).mockRejectedValue(new Error("no list"));
  const enter = vi.fn(() => Promise.resolve({ name: "hand/1" }));
  const now = await using(useContradictions, { contradictions, enter });
  let done: readonly boolean[] = [];
  await act(async () => {
    done = await Promise.all([now().decide(DECISION, ""), now().decide(DECISION, "")]);
  });
  expect(done).toEqual([true, false]);
  expect(enter).toHaveBeenCalledOnce();
  expect([now().last, now().trouble]).toEqual(["hand/1", "no list"]);
});
