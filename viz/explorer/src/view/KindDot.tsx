import { kindProperty } from "../controllers/theme";

/** The mark of a kind in its colour. */
export function KindDot({ kind }: { kind: string }) {
  return <span class="kind-dot" style={{ "--dot": `var(${kindProperty(kind)}, var(--soft))` }} aria-hidden="true" />;
}
