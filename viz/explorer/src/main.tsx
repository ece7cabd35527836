import { App } from "./app/App";
import { begin } from "./app/begin";

void begin(App);
