import type { Tab } from "../app/tabs";

const tab: Tab = { id: "shortlist", order: 5, filtered: false, load: () => import("./ShortlistView") };

export default tab;
