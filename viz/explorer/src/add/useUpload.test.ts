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

test("what was done does not bring back an upload that was left meanwhile", async () => {
  let done = (_: object) => {};
  const job = { id: "1", file: "a.csv", state: "previewed" };
  const answer = vi
    .fn()
    .mockResolvedValueOnce({ json: () => Promise.resolve(job) })
    .mockReturnValue(new Promise((resolve) => (done = resolve)));
  const now = await using(useUpload, { answer });
  await act(() => now().open("1"));
  await act(() => now().go(() => now().uploads.cancel("1")));
  await act(() => now().open(""));
  await act(async () => done({ json: () => Promise.resolve({ ...job, state: "cancelled" }) }));
  await act(async () => {});
  expect(now().job).toBeNull();
});
