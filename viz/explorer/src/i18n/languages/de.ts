import vocabulary from "../vocabulary/de.json";
import { catalogue } from "../catalogue";
import type { Messages } from "../messages";

const files = import.meta.glob<Messages>("../../*/words/de.json", { eager: true, import: "default" });

export default { catalogue: catalogue(files), vocabulary };
