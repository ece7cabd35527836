import { expect, test, vi } from "vitest";
import { oneAtATime } from "./oneAtATime";

test("what is asked for while something is under way is not done", async () => {
  const alone = oneAtATime();
  let resolve = (_: string) => {};
  const promise = new Promise<string>((done) => (resolve = done));
  const second = vi.fn(() => Promise.resolve("second"));
  const first = alone(() => promise);
  expect(await alone(second)).toBeUndefined();
  expect(second).not.toHaveBeenCalled();
  resolve("first");
  expect(await first).toBe("first");
  expect(await alone(second)).toBe("second");
});

test("what fails says so, and the next is done", async () => {
  const alone = oneAtATime();
  await expect(alone(() => Promise.reject(new Error("no")))).rejects.toThrow("no");
  expect(await alone(() => Promise.resolve(1))).toBe(1);
});
