import type { Tab } from "../app/tabs";

const tab: Tab = { id: "question", order: 2, filtered: false, load: () => import("./QuestionView") };

export default tab;
