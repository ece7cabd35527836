/** Identifiers of the vocabulary as words. */

/** `PARTICIPATES_IN` → "participates in", `ecContribution` → "ec contribution". */
export function words(name: string): string {
  return name
    .replace(/([a-z])([A-Z])/g, "$1 $2")
    .replace(/[_-]+/g, " ")
    .toLowerCase();
}

export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `1 organisation`, `2 organisations`. */
export function count(number: number, noun: string, plural = `${noun}s`): string {
  return `${number.toLocaleString("en")} ${number === 1 ? noun : plural}`;
}

/** Dates of a relation or an entity: "2016–2018", "since 2016", "until 2018", or nothing. */
export function span(since: string, until: string): string {
  if (since && until) return since === until ? since : `${since} – ${until}`;
  if (since) return `since ${since}`;
  return until ? `until ${until}` : "";
}
