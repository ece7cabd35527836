/** Tells when an answer is long in coming. */

type Load = typeof fetch;

/** After so many milliseconds people ask themselves whether anything happens. */
const PATIENCE = 1_000;

/** `load` that tells when an answer is long in coming, and when none is any more. */
export function waiting(load: Load, tell: (waits: boolean) => void): Load {
  let late = 0;
  const count = (change: number) => tell((late += change) > 0);
  return async (...request) => {
    let counted = 0;
    const timer = setTimeout(() => count((counted = 1)), PATIENCE);
    try {
      return await load(...request);
    } finally {
      clearTimeout(timer);
      if (counted) count(-counted);
    }
  };
}
