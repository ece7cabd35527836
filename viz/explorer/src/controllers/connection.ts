/** Asks again, with growing pauses, while the server does not answer. */

const FIRST_PAUSE = 1_000;
const LONGEST_PAUSE = 15_000;

type Load = typeof fetch;

/**
 * `load` that waits for a lost server; `tell` hears when it is lost and when it is back.
 *
 * What writes is sent once: it may have been done though no answer came.
 */
export function steady(load: Load, tell: (connected: boolean) => void, pause = paused): Load {
  /** One for each request that asks a lost server again. */
  const asking = new Set<symbol>();
  return async (input, init) => {
    const mine = Symbol();
    for (let wait = FIRST_PAUSE; ; wait = Math.min(2 * wait, LONGEST_PAUSE)) {
      try {
        const response = await load(input, init);
        asking.delete(mine);
        tell(true);
        return response;
      } catch (error) {
        if (init?.signal?.aborted || init?.method) {
          // A server that nobody asks any more is not known to be lost.
          if (asking.delete(mine) && !asking.size) tell(true);
          throw error;
        }
        asking.add(mine);
        tell(false);
      }
      await pause(wait);
    }
  };
}

function paused(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
