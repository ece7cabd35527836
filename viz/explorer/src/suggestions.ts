/** What the text boxes suggest. */

import type { Client } from "./api/client";
import { count, words } from "./state/words";
import type { Suggest } from "./view/combobox";

const MOST = 8;

export function suggestions(client: Client): Record<"anything" | "technology" | "region", Suggest> {
  return {
    anything: async (text, signal) => {
      const { found } = await client.search(text, MOST, signal);
      return found.map((one) => ({ id: one.id, text: one.name, note: words(one.type) }));
    },
    technology: async (text, signal) => {
      const { technologies } = await client.technologies(text, MOST, signal);
      return technologies.map((one) => ({
        id: one.id,
        text: one.name,
        note: `${count(one.organisations, "organisation")}, ${count(one.projects, "project")}`,
      }));
    },
    region: async (text, signal) => {
      const { regions } = await client.regions(text, MOST, signal);
      return regions.map((one) => ({
        id: one.id,
        text: one.name,
        note: [one.level, one.country].filter(Boolean).join(", "),
      }));
    },
  };
}
