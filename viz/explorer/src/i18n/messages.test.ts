import { expect, test } from "vitest";
import { filled, placeholders, sayer } from "./messages";

const english = { found: { one: "{n} entity", other: "{n} entities" }, hello: "Hello {who}" };
const lithuanian = {
  found: { one: "{n} objektas", few: "{n} objektai", many: "{n} objekto", other: "{n} objektų" },
};

test("a number chooses its plural form", () => {
  const say = sayer(english, "en");
  expect(say("found", { n: 1 })).toBe("1 entity");
  expect(say("found", { n: 1234 })).toBe("1,234 entities");
});

test("Lithuanian has its own plural forms", () => {
  const say = sayer(lithuanian, "lt");
  expect([1, 2, 10, 21].map((n) => say("found", { n }))).toEqual([
    "1 objektas",
    "2 objektai",
    "10 objektų",
    "21 objektas",
  ]);
});

test("what is filled in is not filled in again", () => {
  expect(filled("{a} {b}", { a: "{b}", b: "x" }, "en")).toBe("{b} x");
  expect(filled("{a}", {}, "en")).toBe("{a}");
});

test("a name that is written from right to left stands where it is put", () => {
  expect(filled("Around {name}: {n}", { name: "שם", n: 1 }, "en")).toBe("Around \u2068שם\u2069: 1");
  expect(filled("Around {name}:", { name: "LITEK" }, "en")).toBe("Around LITEK:");
});

test("a message that is missing is an error", () => {
  expect(() => sayer(english, "en")("nothing")).toThrow('"nothing"');
});

test("placeholders are found in every form", () => {
  expect(placeholders(english.found)).toEqual(["n"]);
  expect(placeholders("{b} {a} {b}")).toEqual(["a", "b"]);
});
