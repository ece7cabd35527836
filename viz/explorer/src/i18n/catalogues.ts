/** The messages of all features, one file to load for each language. */

import type { Catalogue } from "./messages";
import type { VocabularyWords } from "./vocabulary";

export const LANGUAGES = ["en", "lt", "fr", "de"] as const;
export type Language = (typeof LANGUAGES)[number];

/** Each language by its own name. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = {
  en: "English",
  lt: "Lietuvių",
  fr: "Français",
  de: "Deutsch",
};

export interface Wording {
  readonly catalogue: Catalogue;
  readonly vocabulary: VocabularyWords;
}

const LOADERS: Readonly<Record<Language, () => Promise<{ default: Wording }>>> = {
  en: () => import("./languages/en"),
  lt: () => import("./languages/lt"),
  fr: () => import("./languages/fr"),
  de: () => import("./languages/de"),
};

export async function wording(language: Language): Promise<Wording> {
  return (await LOADERS[language]()).default;
}

export function isLanguage(text: string): text is Language {
  return (LANGUAGES as readonly string[]).includes(text);
}

/** The first of the languages a reader prefers that we speak; English if none is. */
export function preferred(wanted: readonly string[]): Language {
  const short = wanted.map((one) => one.slice(0, 2).toLowerCase());
  return short.find(isLanguage) ?? "en";
}
