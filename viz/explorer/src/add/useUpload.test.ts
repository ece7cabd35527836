import { act } from "preact/test-utils";
import { afterEach, expect, test, vi } from "vitest";
import { using } from "../testing/hooks";
import { useUpload } from "./useUpload";

afterEach(() => void vi.useRealTimers());

test("an upload is asked for again after an answer that did not come", async () => {
  vi.useFakeTimers();
  const job = (state: string) => ({ json: () => Promise.resolve({ id: "1", file: "a.csv", state }) });
  const answer = vi
    .fn()
    .mockResolvedValueOnce(job("reading"))
    .mockRejectedValueOnce(new Error("lost"))
    .mockResolvedValue(job("previewed"));
  const now = await using(useUpload, { answer });
  await act(() => now().open("1"));
  for (let turn = 0; turn < 3; turn++) await act(async () => void (await vi.advanceTimersByTimeAsync(400)));
  expect([now().job?.state, now().trouble]).toEqual(["previewed", ""]);
});
