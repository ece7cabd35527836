/** Who says so. */

import type { Witness } from "../api/client";
import { count } from "../state/words";
import { type Child, details, h, link } from "./dom";

export function evidence(witnesses: readonly Witness[]): Child {
  if (!witnesses.length) return "";
  const items = witnesses.map((one) => h("li", {}, ...witness(one)));
  return details(count(witnesses.length, "source"), [h("ul", { class: "evidence" }, ...items)]);
}

function witness({ source, locator, urls, quote, language, confidence }: Witness): Child[] {
  const sure = confidence < 1 ? ` · ${Math.round(confidence * 100)} % sure` : "";
  return [
    ...(quote ? [h("q", language ? { lang: language } : {}, quote)] : []),
    ...urls.flatMap((url) => [link(url, host(url)), " "]),
    h("small", {}, `${source} · ${locator}${sure}`),
  ];
}

/** The part of an address that tells whose page it is. */
function host(url: string): string {
  return URL.canParse(url) ? new URL(url).host.replace(/^www\./, "") : url;
}
