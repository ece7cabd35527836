import { expect, test } from "vitest";
import { LANGUAGES, preferred, wording } from "./catalogues";
import { type Message, placeholders } from "./messages";
import { Vocabulary } from "./vocabulary";

const english = await wording("en");

for (const language of LANGUAGES) {
  const { catalogue, vocabulary } = await wording(language);

  test(`${language} has the messages of every feature`, () => {
    expect(Object.keys(catalogue).length).toBeGreaterThan(1);
    expect(keys(catalogue)).toEqual(keys(english.catalogue));
  });

  test(`${language} fills in the same values`, () => {
    for (const [feature, messages] of Object.entries(english.catalogue)) {
      for (const [key, message] of Object.entries(messages)) {
        const own = catalogue[feature]?.[key] ?? "";
        expect([feature, key, ...placeholders(own)]).toEqual([feature, key, ...placeholders(message)]);
      }
    }
  });

  test(`${language} has every plural form`, () => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    // Counts are whole and small: no form for fractions (Lithuanian) or for millions (French).
    const needed = pluralCategories.filter((one) => one !== "many").sort();
    const plural = Object.values(catalogue).flatMap((messages) => Object.values(messages)).filter(isPlural);
    for (const message of plural) expect(Object.keys(message).sort()).toEqual(needed);
  });

  test(`${language} names the same terms`, () => {
    expect(Object.keys(vocabulary.kinds)).toEqual(Object.keys(english.vocabulary.kinds));
    expect(Object.keys(vocabulary.relations)).toEqual(Object.keys(english.vocabulary.relations));
  });
}

function isPlural(message: Message): message is Readonly<Record<string, string>> {
  return typeof message !== "string";
}

function keys(catalogue: object): string[] {
  return Object.entries(catalogue)
    .flatMap(([feature, messages]) => Object.keys(messages).map((key) => `${feature}.${key}`))
    .sort();
}

test("the browser's languages choose ours", () => {
  expect(preferred(["pl-PL", "lt-LT", "en"])).toBe("lt");
  expect(preferred(["pl"])).toBe("en");
});

test("terms have names, unknown ones their own", () => {
  const vocabulary = new Vocabulary(english.vocabulary, "en");
  expect(vocabulary.kind("PublicBody")).toBe("public body");
  expect(vocabulary.top("Consultancy")).toBe("Organisation");
  expect(vocabulary.relation("MADE_UP")).toBe("made up");
});
