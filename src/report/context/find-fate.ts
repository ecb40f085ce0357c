import type { FailureNote, Fate, RunNote, TurnNote } from './types.ts';

/** Clocks of two processes, or a clock that was set, may differ so much, in seconds. */
const SLACK_S = 1;
/** Runs behind a failure in the file among which its own is looked for. */
const MAX_TRIED = 20;

/** The run during which a failure happened: the first one recorded after it that had begun by then. Runs: the newest first. */
export function findRun(failure: FailureNote, runs: readonly RunNote[]): RunNote | undefined {
  const after = runs.findLastIndex(({ at }) => at > failure.at);
  for (let i = after; i >= 0 && i > after - MAX_TRIED; i -= 1) {
    const run = runs[i];
    if (run !== undefined && run.startTs - SLACK_S <= failure.ts && failure.ts <= run.ts + SLACK_S)
      return run;
  }
  return undefined;
}

/**
 * What later runs of the command that failed say of the failure: it is gone if the command succeeded since; it is back if
 * the command had succeeded between the failure before and this one. `undefined` where the log does not say.
 */
export function findFate(
  latest: FailureNote,
  previous: FailureNote | undefined,
  runs: readonly RunNote[],
  turns: readonly TurnNote[],
): Fate | undefined {
  const own = findRun(latest, runs);
  if (own === undefined) return undefined;
  const passed = runs.filter(({ tool, exitCode }) => tool === own.tool && exitCode === 0);
  const between = (from: number, to: number) => turns.filter(({ at }) => at > from && at < to);
  const after = passed.findLast(({ at }) => at > own.at);
  if (after !== undefined) return { kind: 'gone', run: after, turns: between(latest.at, after.at) };
  const before = passed.find(({ at }) => at < latest.at);
  if (before === undefined || previous === undefined || previous.at > before.at) return undefined;
  return { kind: 'back', run: before, turns: between(before.at, latest.at) };
}
