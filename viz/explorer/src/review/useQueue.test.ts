import { act } from "preact/test-utils";
import { expect, test, vi } from "vitest";
import type { Asked } from "../api/client";
import { using } from "../testing/hooks";
import { useQueue } from "./useQueue";

const ASKED = { id: "1", title: "Alfa and Beta" } as Asked;

test("what was decided is so where the next proposal does not come", async () => {
  const queue = vi.fn().mockResolvedValueOnce({ proposals: [] }).mockRejectedValue(new Error("no queue"));
  const decide = vi.fn(() => Promise.resolve(ASKED));
  const now = await using(() => useQueue("pair"), { queue, decide });
  let done: readonly boolean[] = [];
  await act(async () => {
    done = await Promise.all([now().decide(ASKED, "accepted", ""), now().decide(ASKED, "accepted", "")]);
  });
  expect(done).toEqual([true, false]);
  expect(decide).toHaveBeenCalledOnce();
  expect(now().trouble).toBe("no queue");
});
