/** The theme on the page, and its colours for what is drawn outside of CSS. */

import type { Theme } from "../state/settings";

/** Put a theme on the page: the style sheet does the rest. */
export function showTheme(theme: Theme, page: HTMLElement = document.documentElement): void {
  if (theme === "system") delete page.dataset["theme"];
  else page.dataset["theme"] = theme;
}

/** Call `tell` whenever the colours of the page may have become others. */
export function onThemeChange(tell: () => void): () => void {
  const wishes = ["(prefers-color-scheme: dark)", "(forced-colors: active)"].map((wish) => matchMedia(wish));
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, { attributeFilter: ["data-theme"] });
  wishes.forEach((wish) => wish.addEventListener("change", tell));
  return () => {
    observer.disconnect();
    wishes.forEach((wish) => wish.removeEventListener("change", tell));
  };
}

/** The colour of a custom property of the style sheet, as `rgb(…)`; that of `otherwise` if there is none. */
export function colourOf(name: string, otherwise = "--soft"): string {
  const probe = document.createElement("span");
  // The system may choose colours for what is in CSS: what is drawn would be of one colour.
  probe.style.setProperty("forced-color-adjust", "none");
  probe.style.color = `var(${name}, var(${otherwise}))`;
  document.body.append(probe);
  const { color } = getComputedStyle(probe);
  probe.remove();
  return color;
}

/** The custom property that holds the colour of a kind: `--kind-project`. */
export function kindProperty(kind: string): string {
  return `--kind-${kind.toLowerCase()}`;
}
