import vocabulary from "../vocabulary/en.json";
import { catalogue } from "../catalogue";
import type { Messages } from "../messages";

const files = import.meta.glob<Messages>("../../*/words/en.json", { eager: true, import: "default" });

export default { catalogue: catalogue(files), vocabulary };
