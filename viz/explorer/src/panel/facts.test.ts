import { expect, test } from "vitest";
import { wording } from "../i18n/catalogues";
import { Vocabulary } from "../i18n/vocabulary";
import { inFull, relation } from "../testing/samples";
import { facts, names, tieGroups } from "./facts";

const vocabulary = new Vocabulary((await wording("en")).vocabulary, "en");

test("values of every shape become texts, with their languages", () => {
  const entity = inFull({
    name: { en: "LITEK" },
    founded: "2009-05",
    memberCount: 1200,
    scope: ["joint-rd", "missions"],
    description: { en: "A cluster.", und: "?" },
    altName: { lt: ["A", "B"] },
  });
  const values = Object.fromEntries(facts(entity, vocabulary).map((one) => [one.property, one.values]));
  expect(values["founded"]).toEqual([{ language: "", text: "May 2009" }]);
  expect(values["memberCount"]).toEqual([{ language: "", text: "1,200" }]);
  expect(values["scope"]?.map(({ text }) => text)).toEqual(["joint R&D", "missions"]);
  expect(values["description"]).toEqual([
    { language: "en", text: "A cluster." },
    { language: "", text: "?" },
  ]);
  expect(values["altName"]).toEqual([
    { language: "lt", text: "A" },
    { language: "lt", text: "B" },
  ]);
  expect(values["name"]).toBeUndefined();
});

test("names come with their languages", () => {
  expect(names(inFull({ name: { lt: "Klasteris" } }))).toEqual([{ language: "lt", text: "Klasteris" }]);
});

test("links stand by relation and direction, told from the entity's side", () => {
  const named = (source: string, target: string) => ({
    ...relation(source, target),
    source_name: source.toUpperCase(),
    target_name: target.toUpperCase(),
  });
  const found = tieGroups(inFull({}, [named("litek", "epic"), named("ekspla", "litek"), named("altechna", "litek")]));
  expect(found.map(({ relation, direction, ties }) => [relation, direction, ties.length])).toEqual([
    ["MEMBER_OF", "out", 1],
    ["MEMBER_OF", "in", 2],
  ]);
  expect(found[1]?.ties[0]).toMatchObject({ other: "ekspla", name: "EKSPLA" });
});
