// Held, and not `performance`, whose module costs the start of every program a millisecond.
const { cpuUsage, hrtime } = process;
const { bigint } = hrtime;
const { min } = Math;
const toNumber = Number;

/** Shorter steps are taken by the clock on the wall: the scheduler gives a process more than this at once. */
const SHORT_MS = 3;

/** A clock that nobody sets, in ms. */
export function nowMs(): number {
  return toNumber(bigint()) / 1e6;
}

/**
 * Begins to time a step of ours, and gives the function that tells what it cost the program so far, in ms. On a machine that is busy that is
 * not the time on the wall: a step may stand still for long while other processes run, and so would the program. About 3 µs.
 */
export function timeStep(): () => number {
  const began = nowMs();
  const before = cpuMs();
  return () => {
    const wallMs = nowMs() - began;
    // The threads of the process are counted together, so that this can be more.
    return wallMs < SHORT_MS ? wallMs : min(wallMs, cpuMs() - before);
  };
}

function cpuMs(): number {
  const { user, system } = cpuUsage();
  return (user + system) / 1000;
}
