import { expect, test } from "vitest";
import { steady } from "./connection";

test("a lost server is asked again until it answers, and both are told", async () => {
  const answers = [new TypeError("gone"), new TypeError("gone"), new Response("here")];
  const told: boolean[] = [];
  const pauses: number[] = [];
  const load = async () => {
    const answer = answers.shift();
    if (answer instanceof Error) throw answer;
    return answer!;
  };
  const steadily = steady(load, (connected) => told.push(connected), async (wait) => void pauses.push(wait));
  expect(await (await steadily("/")).text()).toBe("here");
  expect(told).toEqual([false, false, true]);
  expect(pauses).toEqual([1000, 2000]);
});

test("what writes is sent once: whether it came to the server, nobody knows", async () => {
  const told: boolean[] = [];
  let sent = 0;
  const load = () => {
    sent += 1;
    return Promise.reject(new TypeError("gone"));
  };
  const steadily = steady(load, (connected) => told.push(connected), async () => {});
  await expect(steadily("/", { method: "POST" })).rejects.toThrow("gone");
  await expect(steadily("/", { method: "DELETE" })).rejects.toThrow("gone");
  expect([sent, told]).toEqual([2, []]);
});

test("what is no longer wanted is not asked again", async () => {
  const stop = new AbortController();
  stop.abort();
  const load = () => Promise.reject(new DOMException("stopped", "AbortError"));
  await expect(steady(load, () => {})("/", { signal: stop.signal })).rejects.toThrow("stopped");
});

test("a server that nobody asks again is not told to be lost", async () => {
  const told: boolean[] = [];
  const stops = [new AbortController(), new AbortController()];
  const load = () => Promise.reject(new TypeError("gone"));
  const steadily = steady(load, (connected) => told.push(connected), () => new Promise((next) => setTimeout(next, 1)));
  const [first, second] = stops.map(({ signal }) => steadily("/", { signal }));
  await expect.poll(() => told.length).toBeGreaterThan(1);
  stops[0]?.abort();
  await expect(first).rejects.toThrow("gone");
  expect(told.at(-1)).toBe(false);
  stops[1]?.abort();
  await expect(second).rejects.toThrow("gone");
  expect(told.at(-1)).toBe(true);
});
