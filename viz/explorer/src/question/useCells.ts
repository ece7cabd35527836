import type { Hit } from "../api/client";
import { useSession } from "../app/session";
import { capital } from "../i18n/vocabulary";
import type { Column } from "./slice";

/** What each column says of a hit. */
export function useCells(): (hit: Hit) => Readonly<Record<Column, string>> {
  const session = useSession();
  return ({ name, kind, country, region, score, last_active }) => {
    const places = [region && region !== country ? session.nameOf(region) : "", session.countryName(country)];
    return {
      rank: "",
      name,
      kind: capital(session.vocabulary.value.kind(kind)),
      place: places.filter(Boolean).join(", "),
      score: String(score),
      active: last_active.slice(0, 7),
    };
  };
}
