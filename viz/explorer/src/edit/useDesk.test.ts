import { act } from "preact/test-utils";
import { beforeEach, expect, test } from "vitest";
import { using } from "../testing/hooks";
import { START } from "./asked";
import { useAsked } from "./useAsked";
import { useDesk } from "./useDesk";

const page = () => {
  const [asked, go] = useAsked();
  return { asked, go, desk: useDesk(asked) };
};

beforeEach(() => history.replaceState(null, "", "/edit?add=Company"));
test("what was begun ends when the page asks for something else", async () => {
  const now = await using(page);
  await act(() => now().desk.begin({ what: "add", type: "Company" }));
  expect(now().desk.begun).not.toBeNull();
  await act(() => now().go({ page: "add", type: "Product" }));
  expect(now().desk.begun).toBeNull();
});

test("what replaces a page is no step of the way back", async () => {
  const now = await using(page);
  const steps = history.length;
  await act(() => now().go(START, "replace"));
  expect([now().asked, location.search, history.length]).toEqual([START, "", steps]);
  await act(() => now().go({ page: "add", type: "Product" }));
  expect(history.length).toBe(steps + 1);
});
