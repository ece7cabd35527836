/** The vocabulary's own words: what kinds, relations, properties and values are called. */

import { dateInWords } from "./dates";

export interface VocabularyWords {
  readonly kinds: Readonly<Record<string, { readonly label: string; readonly parent?: string }>>;
  readonly relations: Readonly<Record<string, string>>;
  readonly properties: Readonly<Record<string, string>>;
  /** Property → value → label, where the values come from a scheme. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

export interface Text {
  readonly language: string;
  readonly text: string;
}

const MONTH_OR_DAY = /^\d{4}-\d{2}(-\d{2})?$/;

/** Names of terms in the words of a language. */
export class Vocabulary {
  constructor(
    private readonly words: VocabularyWords,
    private readonly language: string,
  ) {}

  kind(name: string): string {
    return this.words.kinds[name]?.label ?? spaced(name);
  }

  /** The kind at the top: Organisation for Cluster. */
  top(name: string): string {
    const parent = this.words.kinds[name]?.parent;
    return parent ? this.top(parent) : name;
  }

  /** A kind and the kinds above it, the top one last. */
  line(name: string): readonly string[] {
    const parent = this.words.kinds[name]?.parent;
    return parent ? [name, ...this.line(parent)] : [name];
  }

  relation(name: string): string {
    return this.words.relations[name] ?? spaced(name);
  }

  property(name: string): string {
    return this.words.properties[name] ?? spaced(name);
  }

  /** A property or a relation by the name that the reading of documents has for it, as `member_of`. */
  predicate(name: string): string {
    const property = name.replace(/_(.)/g, (_, letter: string) => letter.toUpperCase());
    return this.words.properties[property] ?? this.relation(name.toUpperCase());
  }

  /** A value of a property, where the property takes its values from a scheme; else as it is. */
  value(property: string, value: string): string {
    return this.words.values[property]?.[value] ?? value;
  }

  /** The texts of what a property says, in any shape, as the language writes terms, dates and numbers. */
  texts(property: string, said: unknown): Text[] {
    return texts(said, (one) => this.text(property, one));
  }

  private text(property: string, one: unknown): string {
    // A place is told as exactly as it is known.
    if (typeof one === "number") return one.toLocaleString(this.language, { maximumFractionDigits: 20 });
    const text = String(one);
    return MONTH_OR_DAY.test(text) ? dateInWords(text, this.language) : this.value(property, text);
  }

  role(role: string): string {
    return this.words.values["role"]?.[role] ?? spaced(role);
  }

  get kinds(): readonly string[] {
    return Object.keys(this.words.kinds);
  }
}

/** The texts of a value of any shape; `called` says what one of them is called. */
export function texts(value: unknown, called: (one: unknown) => string = String): Text[] {
  if (Array.isArray(value)) return value.map((one) => ({ language: "", text: called(one) }));
  if (typeof value !== "object" || value === null) return [{ language: "", text: called(value) }];
  return Object.entries(value).flatMap(([key, part]) => {
    const language = key === "und" ? "" : key;
    return [part].flat().map((one) => ({ language, text: called(one) }));
  });
}

/** An identifier as words: `PARTICIPATES_IN` → "participates in", `joint-rd` → "joint rd". */
export function spaced(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
