import { expect, test } from "vitest";
import { capital, count, span, words } from "./words";

test("identifiers become words", () => {
  expect(words("PARTICIPATES_IN")).toBe("participates in");
  expect(words("ecContribution")).toBe("ec contribution");
  expect(words("founding-member")).toBe("founding member");
  expect(capital(words("ResearchOrganisation"))).toBe("Research organisation");
});

test("nouns agree with their numbers", () => {
  expect(count(1, "organisation")).toBe("1 organisation");
  expect(count(1234, "organisation")).toBe("1,234 organisations");
  expect(count(2, "entity", "entities")).toBe("2 entities");
});

test("a span says what is known of it", () => {
  expect(span("2016", "2018-06")).toBe("2016 – 2018-06");
  expect(span("2016", "2016")).toBe("2016");
  expect(span("2016", "")).toBe("since 2016");
  expect(span("", "2018")).toBe("until 2018");
  expect(span("", "")).toBe("");
});
