/** What a node of the story keeps folded: its members. */

import type { StoryNode } from "../api/client";
import { type Expansion, isExpanded, type View } from "../state/view";

/** The members of a cluster, as what can be opened. */
export function members(id: string): Expansion {
  return { id, relation: "MEMBER_OF", direction: "in" };
}

/** How many members a node keeps folded; 0 where they are open. */
export function foldedMembers({ id, folded }: Pick<StoryNode, "id" | "folded">, view: View): number {
  if (isExpanded(view, members(id)) || isExpanded(view, { id, relation: "", direction: "" })) return 0;
  return folded
    .filter((one) => one.relation === "MEMBER_OF" && one.direction === "in")
    .reduce((sum, { number }) => sum + number, 0);
}
