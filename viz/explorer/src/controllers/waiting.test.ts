import { afterEach, expect, test, vi } from "vitest";
import { waiting } from "./waiting";

afterEach(() => void vi.useRealTimers());

test("what is long in coming is told until all of it is here, be it a refusal", async () => {
  vi.useFakeTimers();
  const told: boolean[] = [];
  const load = (seconds: RequestInfo | URL) =>
    new Promise<Response>((resolve, reject) => {
      const ends = Number(seconds) > 2 ? () => reject(new TypeError("gone")) : () => resolve(new Response());
      setTimeout(ends, 1_000 * Number(seconds));
    });
  const patient = waiting(load, (waits) => told.push(waits));
  const all = Promise.allSettled([patient("0.5"), patient("2"), patient("3")]);
  await vi.advanceTimersByTimeAsync(900);
  expect(told).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  expect(told.at(-1)).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(told.at(-1)).toBe(true);
  await vi.advanceTimersByTimeAsync(1_000);
  await all;
  expect(told.at(-1)).toBe(false);
});
