/** Runs what it is given, unless something it was given before is under way: then it gives undefined. */
export type Alone = <T>(what: () => Promise<T>) => Promise<T | undefined>;

/** What runs one thing at a time, so that a key pressed twice is no second entry. */
export function oneAtATime(): Alone {
  let busy = false;
  return async (what) => {
    if (busy) return undefined;
    busy = true;
    return what().finally(() => (busy = false));
  };
}
