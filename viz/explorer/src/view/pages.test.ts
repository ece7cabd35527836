import { expect, test } from "vitest";
import { pages } from "./pages";

test("a page is called by its site, and several of one site by their places", () => {
  expect(pages(["https://www.litek.lt/en/about/", "https://litek.lt/", "https://www.fimtp.lt/x"])).toEqual([
    "litek.lt/en/about",
    "litek.lt",
    "fimtp.lt",
  ]);
  expect(pages(["no address"])).toEqual(["no address"]);
});

test("a long place is cut where it tells least", () => {
  const [one, other] = pages(["a", "b"].map((end) => `https://example.org/${"very/".repeat(20)}${end}`));
  expect(one).toHaveLength(48);
  expect(one).not.toBe(other);
});
