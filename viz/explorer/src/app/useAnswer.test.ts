import { act } from "preact/test-utils";
import { expect, test } from "vitest";
import { using } from "../testing/hooks";
import { useSession } from "./session";
import { useAnswer } from "./useAnswer";

test("an answer that comes after the next one is passed over", async () => {
  const answers = new Map<string, (name: string) => void>();
  const client = { entity: (id: string) => new Promise((resolve) => answers.set(id, resolve)) };
  const now = await using(() => {
    const { selection } = useSession();
    const id = selection.value.chosen;
    return { selection, loaded: useAnswer((server) => server.entity(id), [id]) };
  }, client);
  const choose = (id: string) => act(() => void (now().selection.value = { chosen: id, trail: [], from: "" }));
  await choose("first");
  await choose("second");
  await act(async () => answers.get("second")?.("of the second"));
  await act(async () => answers.get("first")?.("of the first"));
  expect(now().loaded).toEqual({ state: "here", found: "of the second" });
});
