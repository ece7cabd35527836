import { useEffect } from "preact/hooks";
import { useWords } from "./words";

/** What windows, bookmarks and screen readers call the page: its parts, the nearest first. */
export function useDocumentTitle(...parts: readonly string[]): void {
  const say = useWords();
  const title = [...parts, say("title")].filter(Boolean).join(" – ");
  useEffect(() => void (document.title = title), [title]);
}
