/** Names for YASGUI's controls that have none, for everybody who hears the page. */

const NAMES = {
  ".yasqe textarea": "Query",
  ".tableSizer": "Rows on a page",
  ".tableFilter": "Only rows with",
  ".yasr_external_ref_btn": "Help of the editor, on another site",
} as const;

/** Name the controls within `root`; and the column that counts the rows. */
export function named(root: ParentNode): void {
  for (const [where, name] of Object.entries(NAMES)) {
    for (const one of root.querySelectorAll(where)) one.setAttribute("aria-label", name);
  }
  for (const one of root.querySelectorAll("th .dt-column-title")) one.textContent ||= "#";
}
