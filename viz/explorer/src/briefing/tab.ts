import type { Tab } from "../app/tabs";

const tab: Tab = { id: "briefing", order: 6, filtered: false, load: () => import("./BriefingView") };

export default tab;
