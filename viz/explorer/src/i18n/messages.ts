/** Messages of the interface: looked up, put in the right number, filled in. */

/** A text with `{placeholders}`, or one for each plural form (`one`, `few`, `other` …) of `n`. */
export type Message = string | Readonly<Record<string, string>>;
export type Messages = Readonly<Record<string, Message>>;
/** Feature → its messages in one language. */
export type Catalogue = Readonly<Record<string, Messages>>;
export type Values = Readonly<Record<string, string | number>>;

export type Say<Key extends string = string> = (key: Key, values?: Values) => string;

/** Says the messages of one feature in one language. */
export function sayer(messages: Messages, language: string): Say {
  return (key, values = {}) => {
    const message = messages[key];
    if (message === undefined) throw new Error(`No message is called "${key}".`);
    return filled(inNumber(message, values["n"], language), values, language);
  };
}

function inNumber(message: Message, n: string | number | undefined, language: string): string {
  if (typeof message === "string") return message;
  const form = new Intl.PluralRules(language).select(Number(n));
  return message[form] ?? message["other"] ?? "";
}

/** The text with values in place of `{their names}`; numbers as the language writes them. */
export function filled(text: string, values: Values, language: string): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    return typeof value === "number" ? value.toLocaleString(language) : apart(value ?? whole);
  });
}

/** A name from right to left, kept apart from the sentence, whose numbers and colons it would draw to its other side. */
function apart(text: string): string {
  return /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u.test(text) ? `\u2068${text}\u2069` : text;
}

/** The names in braces of a message, each once, in order of the alphabet. */
export function placeholders(message: Message): string[] {
  const texts = typeof message === "string" ? [message] : Object.values(message);
  const found = texts.flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!));
  return [...new Set(found)].sort();
}
