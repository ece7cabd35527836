import { expect, test } from "vitest";
import { options, prefixes, told } from "./examples";

const EXAMPLES = [
  { name: "a", title: "<b>Who?</b>", query: "PREFIX lg: <https://example.org/o#>\nASK {}" },
  { name: "b", title: "What?", query: "prefix org-id: <https://example.org/id/>\nASK {}" },
];

test("prefixes of all examples", () => {
  expect(prefixes(EXAMPLES)).toEqual({
    lg: "https://example.org/o#",
    "org-id": "https://example.org/id/",
  });
});

test("titles are text", () => {
  const [first] = options(EXAMPLES);
  expect(first?.value).toBe("a");
  expect(first?.textContent).toBe("<b>Who?</b>");
  expect(first?.children).toHaveLength(0);
});

test("an answer that was cut says so", () => {
  const headers = new Headers({ "Lumigraph-Revision": "7", "Lumigraph-Row-Limit": "1000" });
  expect(told(headers)).toBe("Revision 7.");
  headers.set("Lumigraph-Truncated", "true");
  expect(told(headers)).toBe("Revision 7. Only the first 1,000 rows: ask for the rest with OFFSET.");
  expect(told(new Headers())).toBe("");
});
