/** The trees of technologies, regions and programmes as branches with counts. */

import type { Counts } from "../state/facets";
import { below, type Tree } from "../state/tables";

export interface Branch {
  readonly id: string;
  readonly label: string;
  /** Entities that have it or something narrower. */
  readonly number: number;
  readonly branches: readonly Branch[];
}

/** The branches that somebody has, those with most first; a thing may stand under several others. */
export function branches(tree: Tree, counts: Counts): Branch[] {
  const under = below(tree);
  const grown = (row: number, above: readonly number[]): Branch[] => {
    const id = tree.ids[row]!;
    const number = counts.get(id) ?? 0;
    if (!number || above.includes(row)) return [];
    const narrower = under[row]!.flatMap((one) => grown(one, [...above, row]));
    return [withoutEchoes({ id, label: tree.labels[row]!, number, branches: ordered(narrower) })];
  };
  const tops = tree.ids.flatMap((_, row) => (tree.above[row]!.length ? [] : grown(row, [])));
  return ordered(tops);
}

/** Without steps that are called the same and hold the same, such as Vienna in Vienna in Vienna. */
function withoutEchoes(branch: Branch): Branch {
  const [only] = branch.branches;
  const echo = branch.branches.length === 1 && only!.label === branch.label && only!.number === branch.number;
  return echo ? { ...branch, branches: only!.branches } : branch;
}

function ordered(some: readonly Branch[]): Branch[] {
  return [...some].sort((a, b) => b.number - a.number || a.label.localeCompare(b.label));
}

/** The branches with a label that holds the text, without what stands above them. */
export function found(some: readonly Branch[], text: string): Branch[] {
  const wanted = text.trim().toLowerCase();
  const hits = new Map<string, Branch>();
  const look = (branch: Branch) => {
    if (branch.label.toLowerCase().includes(wanted)) hits.set(branch.id, branch);
    branch.branches.forEach(look);
  };
  some.forEach(look);
  return ordered([...hits.values()]);
}
