import { expect, test } from "vitest";
import { Store } from "./store";

test("a watcher hears at once, and when its part changes, and only then", () => {
  const store = new Store({ one: 1, other: "a" });
  const heard: number[] = [];
  store.watch((state) => state.one, (one) => heard.push(one));
  store.update((state) => ({ ...state, other: "b" }));
  store.update((state) => ({ ...state, one: 2 }));
  store.update((state) => state);
  expect(heard).toEqual([1, 2]);
});
