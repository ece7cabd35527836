import type { ComponentChildren } from "preact";

/** A link to a page on the web; what is no such address stays text. */
export function ExternalLink({ address, children }: { address: string; children?: ComponentChildren }) {
  const url = URL.canParse(address) ? new URL(address) : null;
  if (url?.protocol !== "https:" && url?.protocol !== "http:") return <>{children ?? address}</>;
  return (
    <a href={url.href} target="_blank" rel="noopener noreferrer">
      {children ?? address}
    </a>
  );
}
