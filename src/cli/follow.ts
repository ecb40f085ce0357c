/** A look may take its time: the pause before the next one is so many times as long. */
const PAUSE_PER_LOOK = 10;

/**
 * Calls `begin`, then `look` again and again until Ctrl-C, with a pause of at least `minPauseMs` after each, longer where looking costs much; what
 * is under way then is not waited for. Looks at the store itself: what watches a folder for us misses what other machines write.
 * What they throw ends it.
 */
export async function lookUntilInterrupted(
  begin: () => Promise<void>,
  look: () => Promise<void>,
  minPauseMs: number,
): Promise<void> {
  let next = begin;
  let isOver = false;
  let interrupt = () => {};
  const interrupted = new Promise<void>((resolve) => {
    interrupt = () => {
      isOver = true;
      resolve();
    };
  });
  process.on('SIGINT', interrupt);
  try {
    while (!isOver) {
      const began = performance.now();
      await Promise.race([next(), interrupted]);
      next = look;
      const pauseMs = Math.max(minPauseMs, PAUSE_PER_LOOK * (performance.now() - began));
      await Promise.race([sleep(pauseMs), interrupted]);
    }
  } finally {
    process.off('SIGINT', interrupt);
  }
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
