import { expect, test } from "vitest";
import { shortened, wrapped } from "./labels";

test("a long name stands on several lines, broken between words", () => {
  expect(wrapped("Memorandum of understanding LITEK – CPIC")).toEqual(["Memorandum of", "understanding LITEK –", "CPIC"]);
  expect(wrapped("Biocat")).toEqual(["Biocat"]);
  expect(wrapped("")).toEqual([]);
});

test("on a map a long name is cut at a word and stays on one line", () => {
  const cut = shortened("Center for Physical Sciences and Technology");
  expect(cut).toBe("Center for Physical Sciences\u00a0…");
  expect(wrapped(cut)).toEqual([cut]);
  expect(shortened("LITEK")).toBe("LITEK");
});
