/** The colours of the style sheet for what is drawn outside of it. */

import { colourOf } from "./theme";

const NAMES = {
  ink: "--ink",
  soft: "--soft",
  ground: "--ground",
  paper: "--raised",
  accent: "--accent",
  accentSoft: "--accent-soft",
  faint: "--faint",
} as const;

/** Colours by name, looked up once until the theme changes. */
export class Palette {
  private known = new Map<string, string>();

  get(name: keyof typeof NAMES): string {
    return this.of(NAMES[name]);
  }

  /** The colour of any custom property. */
  of(property: string): string {
    const found = this.known.get(property) ?? colourOf(property);
    this.known.set(property, found);
    return found;
  }

  /** The colour of a custom property as a veil: sigma mixes colours whose parts are times their strength. */
  veil(property: string, strength: number): string {
    const name = `${property} ${strength}`;
    const found = this.known.get(name) ?? veiled(this.of(property), strength);
    this.known.set(name, found);
    return found;
  }

  /** The theme is another. */
  forget(): void {
    this.known = new Map();
  }
}

/** `#rrggbb` or `rgb(r, g, b)` as `rgba`, each part times the strength. */
export function veiled(colour: string, strength: number): string {
  const parts = colour.startsWith("#") ? [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16)) : (colour.match(/\d+/g) ?? []).map(Number);
  return `rgba(${parts.slice(0, 3).map((one) => Math.round(one * strength)).join(", ")}, ${strength})`;
}
