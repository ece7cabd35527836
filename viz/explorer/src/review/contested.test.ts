import { expect, test } from "vitest";
import type { Claim, Contradiction } from "../api/client";
import { byPeople, decidable, decision, keyOf, placeOf } from "./contested";

const claim = (value: Claim["value"], source = "one", urls: string[] = []): Claim => ({
  value,
  witness: { source, locator: "row 2", urls, quote: "", language: "", confidence: 1 },
});
const own: Contradiction = {
  entity: "alpha",
  name: "Alpha",
  property: "founded",
  language: "",
  stands: claim("2001"),
  lost: [claim("2003", "two")],
  rule: "date",
  relation: "",
  target: "",
  target_name: "",
  role: "",
  since: "",
};
const tie = { ...own, property: "until", relation: "MEMBER_OF", target: "beta", target_name: "Beta", role: "member", since: "2001" };

test("a value that is right is a correction", () => {
  expect(decision(own, claim("2003"))).toEqual({
    path: "correct",
    said: { entity: "alpha", property: "founded", value: "2003" },
  });
  expect(decision({ ...own, language: "lt" }, claim("žodis")).said).toMatchObject({ value: { lt: "žodis" } });
});

test("a time that is right is a correction of the relation", () => {
  const ends = { source: "alpha", relation: "MEMBER_OF", target: "beta", role: "member" };
  expect(decision(tie, claim("2020"))).toEqual({
    path: "correct-relation",
    said: { ...ends, since: "2001", properties: { until: "2020" } },
  });
  expect(keyOf(tie)).not.toBe(keyOf({ ...tie, since: "2010" }));
});

test("of two roles one is denied", () => {
  const roles = { ...tie, property: "role", rule: "both", role: "", since: "" };
  expect(decision(roles, claim("partner"))).toEqual({
    path: "deny-relation",
    said: { source: "alpha", relation: "MEMBER_OF", target: "beta", role: "partner" },
  });
});

test("who decided, and where it was read", () => {
  expect([own, { ...own, stands: claim("2001", "hand/12") }].map(byPeople)).toEqual([false, true]);
  expect(decidable({ ...own, rule: "exactness" })).toBe(false);
  expect(placeOf(claim("2001"))).toBe("one, row 2");
  expect(placeOf(claim("2001", "one", ["https://a.example"]))).toBe("https://a.example");
});
