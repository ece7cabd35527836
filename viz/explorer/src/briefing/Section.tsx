import type { ComponentChildren } from "preact";

/** A part of the briefing; where there is nothing it says so. */
export function Section({ title, none, children }: { title: string; none?: string | false; children?: ComponentChildren }) {
  return (
    <section aria-label={title}>
      <h3>{title}</h3>
      {none ? <p class="hint">{none}</p> : children}
    </section>
  );
}
