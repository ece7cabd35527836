/** A partial ISO date as the language writes it: "26 June 2019", "June 2019", "2019". */
export function dateInWords(date: string, language: string): string {
  const [year, month, day] = date.split("-").map(Number);
  if (!year) return date;
  const at = new Date(Date.UTC(year, (month ?? 1) - 1, day ?? 1));
  if (Number.isNaN(at.getTime())) return date;
  const parts = { ...(month ? { month: "long" as const } : {}), ...(day ? { day: "numeric" as const } : {}) };
  return new Intl.DateTimeFormat(locale(language), { year: "numeric", ...parts, timeZone: "UTC" }).format(at);
}

/** When something was done, to the minute: "26 Jun 2019, 14:05". */
export function timeInWords(at: string, language: string): string {
  return new Date(at).toLocaleString(locale(language), { dateStyle: "medium", timeStyle: "short" });
}

/** Europe's English puts the day first. */
function locale(language: string): string {
  return language === "en" ? "en-GB" : language;
}
