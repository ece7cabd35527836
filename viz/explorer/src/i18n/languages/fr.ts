import vocabulary from "../vocabulary/fr.json";
import { catalogue } from "../catalogue";
import type { Messages } from "../messages";

const files = import.meta.glob<Messages>("../../*/words/fr.json", { eager: true, import: "default" });

export default { catalogue: catalogue(files), vocabulary };
