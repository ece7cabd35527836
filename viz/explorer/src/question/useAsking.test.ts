import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import type { Answer, WhoParameters } from "../api/client";
import { answer, hit } from "../testing/samples";
import { using } from "../testing/hooks";
import { useAsking } from "./useAsking";

const QUESTION = { technology: "lasers", region: "LT", kinds: [], roles: [] };

/** A server whose pages after the first come when they are told to, by how many hits were asked for. */
function server() {
  const waiting = new Map<number, (answer: Answer) => void>();
  const who = ({ cursor, limit = 0 }: WhoParameters) =>
    cursor ? new Promise<Answer>((resolve) => waiting.set(limit, resolve)) : Promise.resolve(answer({ total: 3, next: "1" }));
  return { who, waiting };
}

test("a page that comes after all the rest takes nothing away", async () => {
  const { who, waiting } = server();
  const now = await using(() => useAsking(QUESTION), { who });
  await act(async () => {});
  await act(() => now().more());
  await act(() => void now().rest());
  const [few, all] = [...waiting.keys()].sort((a, b) => a - b);
  await act(async () => waiting.get(all!)?.(answer({ hits: [hit("altechna"), hit("litek")] })));
  await act(async () => waiting.get(few!)?.(answer({ hits: [hit("altechna")], next: "2" })));
  await act(async () => {});
  const { asking } = now();
  expect(asking.state === "answered" && asking.answer.hits.map(({ id }) => id)).toEqual(["ekspla", "altechna", "litek"]);
});
