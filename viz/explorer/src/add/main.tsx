import { begin } from "../app/begin";
import { AddPage } from "./AddPage";

void begin(AddPage);
