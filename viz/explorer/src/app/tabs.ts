/** The views: each feature's folder with a `tab.ts` is one. */

import type { ComponentType } from "preact";

export interface Tab {
  /** As it stands in the address; its name in words is the message `tab` of the feature. */
  readonly id: string;
  readonly order: number;
  /** Whether the filters stand beside it. */
  readonly filtered: boolean;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
}

const found = import.meta.glob<Tab>("../*/tab.ts", { eager: true, import: "default" });

export const TABS: readonly Tab[] = Object.values(found).sort((a, b) => a.order - b.order);

export function tabNamed(id: string): Tab {
  const tab = TABS.find((one) => one.id === id) ?? TABS[0];
  if (!tab) throw new Error("There are no views.");
  return tab;
}
