/** How a person wants the page: language and theme. */

import { isLanguage, type Language, preferred } from "../i18n/catalogues";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
}

const KEY = "lumigraph-settings";

/** What was kept, else what the browser prefers. */
export function kept(storage: Pick<Storage, "getItem">, languages: readonly string[]): Settings {
  const found = parsed(storage.getItem(KEY));
  const { language = "", theme = "" } = found;
  return {
    language: isLanguage(language) ? language : preferred(languages),
    theme: isTheme(theme) ? theme : "system",
  };
}

export function keep(storage: Pick<Storage, "setItem">, settings: Settings): void {
  storage.setItem(KEY, JSON.stringify(settings));
}

export function nextTheme(theme: Theme): Theme {
  return THEMES[(THEMES.indexOf(theme) + 1) % THEMES.length]!;
}

function parsed(text: string | null): Partial<Record<keyof Settings, string>> {
  try {
    return Object(JSON.parse(text ?? "{}")) as Partial<Record<keyof Settings, string>>;
  } catch {
    // What another program wrote there is no reason not to start.
    return {};
  }
}

function isTheme(text: string): text is Theme {
  return (THEMES as readonly string[]).includes(text);
}
