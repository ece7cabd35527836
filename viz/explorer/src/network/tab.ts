import type { Tab } from "../app/tabs";

const tab: Tab = { id: "network", order: 1, filtered: true, load: () => import("./NetworkView") };

export default tab;
