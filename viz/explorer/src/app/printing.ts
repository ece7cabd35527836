import { showTheme } from "../controllers/theme";
import type { Session } from "./session";

/** Milliseconds after which the page is on the screen as it is to be printed. */
const DRAWN = 250;

/** Print what is shown. Paper is light: the picture is drawn so first, and as it was afterwards. */
export function printPage({ settings }: Session): void {
  showTheme("light");
  addEventListener("afterprint", () => showTheme(settings.peek().theme), { once: true });
  setTimeout(() => window.print(), DRAWN);
}
