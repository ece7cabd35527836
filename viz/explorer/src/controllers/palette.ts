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

  /** The theme is another. */
  forget(): void {
    this.known = new Map();
  }
}
