import type { Tab } from "../app/tabs";

const tab: Tab = { id: "map", order: 3, filtered: true, load: () => import("./MapView") };

export default tab;
