import { inMicrotask } from '../../base/microtask.ts';
import { guarded } from '../../base/notice.ts';

/** What a text that does not parse costs with the debugger on, measured on Node 20 and 24 (see `PAUSE_DEBT_MS`). */
const BASE_MS = 0.015;
const CHAR_MS = 0.000_015;
/** Such costs are told in sums of this many ms. */
const REPORT_MS = 5;

/** Sums up what texts that do not parse cost the program, each of so many characters. */
export function createUnparsedCost(onCost: (costMs: number) => void): (chars: number) => void {
  let sumMs = 0;
  return (chars) => {
    sumMs += BASE_MS + chars * CHAR_MS;
    if (sumMs < REPORT_MS) return;
    const costMs = sumMs;
    sumMs = 0;
    // Not now: whoever turned the debugger off would take away the script that V8 is telling of, and Node would crash.
    inMicrotask(() => guarded(undefined, () => onCost(costMs)));
  };
}
