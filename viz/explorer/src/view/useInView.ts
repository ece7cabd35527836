import type { RefObject } from "preact";
import { useEffect, useRef } from "preact/hooks";

/** For the marked one of a list: it is brought into view when another is marked. */
export function useInView(at: number): RefObject<HTMLLIElement | null> {
  const marked = useRef<HTMLLIElement>(null);
  useEffect(() => marked.current?.scrollIntoView({ block: "nearest" }), [at]);
  return marked;
}
