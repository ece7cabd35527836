import { capital } from "../i18n/vocabulary";
import type { Suggest } from "../view/Combobox";
import { useSession } from "./session";

const MOST = 8;

/** Suggests entities of all kinds by name, in any language, typing errors forgiven. */
export function useAnything(): Suggest {
  const session = useSession();
  return async (typed, signal) => {
    const { found } = await session.client.search(typed, session.settings.peek().language, MOST, signal);
    const { value: vocabulary } = session.vocabulary;
    return found.map(({ id, name, kind, type }) => ({ id, kind, text: name, note: capital(vocabulary.kind(type)) }));
  };
}
