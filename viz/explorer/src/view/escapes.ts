/** Whether a key leaves the form: Escape, unless it closed something within, as a list of suggestions. */
export function escapes({ key, defaultPrevented }: Pick<KeyboardEvent, "key" | "defaultPrevented">): boolean {
  return key === "Escape" && !defaultPrevented;
}
