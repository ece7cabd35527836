import vocabulary from "../vocabulary/lt.json";
import { catalogue } from "../catalogue";
import type { Messages } from "../messages";

const files = import.meta.glob<Messages>("../../*/words/lt.json", { eager: true, import: "default" });

export default { catalogue: catalogue(files), vocabulary };
