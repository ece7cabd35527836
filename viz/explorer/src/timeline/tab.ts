import type { Tab } from "../app/tabs";

const tab: Tab = { id: "timeline", order: 4, filtered: true, load: () => import("./TimelineView") };

export default tab;
