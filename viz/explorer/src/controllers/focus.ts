/** Keeps the focus on the page when what had it goes away. */

/** Parts of the page that can take the focus of what stood in them. */
const HAVENS = "section, aside, nav, [role=tabpanel], [role=group], [role=toolbar], [role=dialog]";

/** Watch the page; returns what ends it. */
export function keepFocus(page: Document = document): () => void {
  let havens: readonly Element[] = [];
  const remember = ({ target }: Event) => {
    havens = target instanceof Element ? havensOf(target) : [];
  };
  const rescue = () => {
    if (page.activeElement && page.activeElement !== page.body) return;
    const haven = havens.find((one) => one.isConnected);
    if (haven instanceof HTMLElement) focus(haven);
  };
  const observer = new MutationObserver(rescue);
  page.addEventListener("focusin", remember);
  observer.observe(page.body, { childList: true, subtree: true });
  return () => {
    page.removeEventListener("focusin", remember);
    observer.disconnect();
  };
}

/** The parts around an element, the nearest first; the view is the last. */
function havensOf(element: Element): Element[] {
  const found: Element[] = [];
  for (let at = element.parentElement?.closest(HAVENS); at; at = at.parentElement?.closest(HAVENS)) found.push(at);
  const view = element.ownerDocument.getElementById("view");
  return view ? [...found, view] : found;
}

function focus(haven: HTMLElement): void {
  if (!haven.hasAttribute("tabindex")) haven.tabIndex = -1;
  haven.focus({ preventScroll: true });
}
