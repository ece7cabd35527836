/** How far agreements have come. */

/** Whether a stage tells something: that of most agreements is known to be unknown. */
export function tells(stage: string): boolean {
  return stage !== "" && stage !== "unknown";
}
