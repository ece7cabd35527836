/** How a person wants the page: language and theme. */

import { isLanguage, type Language, preferred } from "../i18n/catalogues";

export const THEMES = ["system", "light", "dark"] as const;
export type Theme = (typeof THEMES)[number];

export interface Settings {
  readonly language: Language;
  readonly theme: Theme;
}

const KEY = "lumigraph-settings";

type Storing = Pick<Storage, "getItem" | "setItem">;
/** Keeps nothing. */
const NO_STORAGE: Storing = { getItem: () => null, setItem: () => {} };

/** Where a page keeps things; a browser may allow it nothing, as inside a page of another site. */
export function storageOf(page: Pick<Window, "localStorage">): Storing {
  try {
    return page.localStorage;
  } catch {
    return NO_STORAGE;
  }
}

/** What was kept, else what the browser prefers. */
export function kept(storage: Storing, languages: readonly string[]): Settings {
  const { language = "", theme = "" } = parsed(storage.getItem(KEY));
  return {
    language: isLanguage(language) ? language : preferred(languages),
    theme: isTheme(theme) ? theme : "system",
  };
}

export function keep(storage: Storing, settings: Settings): void {
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
