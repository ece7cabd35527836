import { expect, test } from "vitest";
import { inFull, relation } from "../testing/samples";
import { facts, names, ties } from "./facts";

test("values of every shape become texts, with their languages", () => {
  const shown = facts(
    inFull({
      name: { en: "LITEK" },
      founded: "2009",
      employees: 1200,
      scope: ["joint-rd", "missions"],
      description: { en: "A cluster.", und: "?" },
      altName: { lt: ["A", "B"] },
    }),
  );
  const values = Object.fromEntries(shown.map((one) => [one.name, one.values]));
  expect(values).toEqual({
    founded: [{ language: "", text: "2009" }],
    employees: [{ language: "", text: "1,200" }],
    scope: [
      { language: "", text: "joint rd" },
      { language: "", text: "missions" },
    ],
    description: [
      { language: "en", text: "A cluster." },
      { language: "", text: "?" },
    ],
    "alt name": [
      { language: "lt", text: "A" },
      { language: "lt", text: "B" },
    ],
  });
});

test("names come with their languages", () => {
  expect(names(inFull({ name: { lt: "Klasteris" } }))).toEqual([{ language: "lt", text: "Klasteris" }]);
});

test("relations are told from the entity's side", () => {
  const named = (source: string, target: string) => ({
    ...relation(source, target),
    source_name: source.toUpperCase(),
    target_name: target.toUpperCase(),
  });
  const found = ties(inFull({}, [named("litek", "epic"), named("ekspla", "litek")]));
  expect([...found.keys()]).toEqual(["Member of", "← Member of"]);
  expect(found.get("← Member of")?.[0]).toMatchObject({ other: "ekspla", name: "EKSPLA" });
});
