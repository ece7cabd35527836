/** The session in the address bar, and back. */

import { batch, effect } from "@preact/signals";
import { isLanguage } from "../i18n/catalogues";
import { filterParts, filtersFrom, first, format, parse, type Parts, viewFrom, viewParts } from "../state/address";
import { begun } from "../state/history";
import type { Session } from "./session";

/** The address of all that is shown, with other `parts` of features if need be; "" for what everybody sees at first. */
export function address(session: Session, parts = session.parts.value): string {
  const hash = format({ ...common(session), ...parts });
  return hash && `${hash}&language=${session.settings.value.language}`;
}

/** An address beside that of the page in full, for other pages and people. */
export function whole(beside: string): string {
  return new URL(beside, document.baseURI.split("#")[0]).href;
}

/** Bring a session to what an address says. */
export function read(session: Session, hash: string): void {
  const parts = parse(hash);
  const own = new Set([...Object.keys(common(session)), "language"]);
  const language = first(parts, "language");
  if (isLanguage(language)) void session.speak(language);
  batch(() => {
    session.tab.value = first(parts, "tab") || "network";
    session.looks.value = begun({ view: viewFrom(parts), filters: filtersFrom(parts), note: "" });
    session.selection.value = {
      chosen: first(parts, "chosen"),
      trail: parts["trail"] ?? [],
      from: first(parts, "from"),
    };
    session.shortlist.value = parts["short"] ?? [];
    session.parts.value = Object.fromEntries(Object.entries(parts).filter(([name]) => !own.has(name)));
  });
}

/** Keep the address bar in line with the session, and the session with what is typed there. */
export function follow(session: Session, page: Pick<Window, "location" | "history" | "addEventListener">): void {
  read(session, page.location.hash);
  effect(() => {
    const hash = address(session);
    const { hash: shown, pathname, search } = page.location;
    if (hash !== shown) page.history.replaceState(null, "", hash || `${pathname}${search}`);
  });
  page.addEventListener("hashchange", () => {
    if (page.location.hash !== address(session)) read(session, page.location.hash);
  });
}

function common(session: Session): Parts {
  const { view, filters } = session.look.value;
  const { chosen, trail, from } = session.selection.value;
  const tab = session.tab.value;
  return {
    tab: tab === "network" ? [] : [tab],
    ...viewParts(view),
    ...filterParts(filters),
    chosen: [chosen],
    trail: [...trail],
    from: [from],
    short: [...session.shortlist.value],
  };
}
