import type { NamedRelation } from "../api/client";
import { useSession } from "../app/session";
import { useSpan } from "../view/useSpan";

type Said = Pick<NamedRelation, "role" | "since" | "until" | "properties">;

/** What a relation says beside its ends: the role, when it holds, and the rest, as city and address. */
export function useTieNotes(): (tie: Said) => string {
  const { vocabulary } = useSession();
  const span = useSpan();
  return ({ role, since, until, properties }) => {
    const words = vocabulary.value;
    const rest = Object.entries(properties).map(([property, value]) => {
      const said = words.texts(property, value).map(({ text }) => text);
      return `${words.property(property)}: ${said.join("; ")}`;
    });
    return [role && words.role(role), span(since, until), ...rest].filter(Boolean).join(", ");
  };
}
