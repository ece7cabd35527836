import { begin } from "../app/begin";
import { EditPage } from "./EditPage";

void begin(EditPage);
