import { useEffect, useState } from "preact/hooks";
import { isLanguage } from "../i18n/catalogues";
import { useSession } from "../app/session";
import { asked, type Asked, search } from "./asked";

/** How to ask for something else: the way back leads to what was asked before, unless that is replaced. */
export type Go = (wanted: Asked, how?: "push" | "replace") => void;

/** What the address asks for, and how to ask for something else; the browser's way back works. */
export function useAsked(): readonly [Asked, Go] {
  const session = useSession();
  const [wanted, setWanted] = useState(() => asked(location.search));
  useEffect(() => {
    // Pages of linked data lead here in their language.
    const language = new URLSearchParams(location.search).get("language") ?? "";
    if (isLanguage(language)) void session.speak(language);
    const back = () => setWanted(asked(location.search));
    addEventListener("popstate", back);
    return () => removeEventListener("popstate", back);
  }, [session]);
  const go: Go = (next, how = "push") => {
    history[`${how}State`](null, "", `${location.pathname}${search(next)}`);
    setWanted(next);
  };
  return [wanted, go];
}
