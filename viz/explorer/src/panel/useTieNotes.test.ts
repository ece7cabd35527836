import { expect, test } from "vitest";
import { using } from "../testing/hooks";
import { useTieNotes } from "./useTieNotes";

test("a relation tells its role, when it holds, and all else that is said of it", async () => {
  const notes = await using(useTieNotes, {});
  const said = { role: "member", since: "2012", until: "", properties: {} };
  expect(notes()(said)).toBe("member, since 2012");
  const placed = { role: "", since: "", until: "", properties: { city: "Graz", address: ["Markt 3"] } };
  expect(notes()(placed)).toBe("city: Graz, street address: Markt 3");
});
