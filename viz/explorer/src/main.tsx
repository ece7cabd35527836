import { App } from "./app/App";
import { begin } from "./app/begin";
import { tabNamed } from "./app/tabs";
import { first, parse } from "./state/address";

// Asked for beside the page's words, not after them. Where it does not come, the view asks again and says so.
tabNamed(first(parse(location.hash), "tab")).load().catch(() => {});
void begin(App);
