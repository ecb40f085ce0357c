import { guarded } from '../../base/notice.ts';
import type { Post } from './hand-over.ts';
import type { CallFrame, ScriptPosition } from './protocol.ts';

/** Functions that throw again and again what is caught: V8 is told to pass over their throws, which then cost next to nothing. */
export interface QuietFunctions {
  /** Takes note of what a pause at a throw by this very function cost. */
  spend(frame: CallFrame, costMs: number): void;
  /** Whether V8 passes over caught throws of the function at this line, from 0. */
  isQuiet(scriptId: string, line: number): boolean;
}

/** What the throws of one function may cost, in ms: some 10 to 20 pauses. */
const MAX_FUNCTION_MS = 5;
/** Functions are counted apart up to this many. */
const MAX_FUNCTIONS = 5000;

interface Range {
  readonly start: ScriptPosition;
  readonly end: ScriptPosition;
}

/**
 * None yet. V8 does not pause at a throw that it expects to be caught if the innermost frame lies in a range named to it
 * (`Debugger.setBlackboxedRanges`); at one that it expects to stay uncaught it still does.
 */
export function createQuietFunctions(post: Post): QuietFunctions {
  const costs = new Map<string, number>();
  const ranges = new Map<string, Range[]>();

  return { spend, isQuiet };

  function spend({ location, scopeChain }: CallFrame, costMs: number): void {
    const scope = scopeChain.find(({ type }) => type === 'local');
    if (scope?.startLocation === undefined || scope.endLocation === undefined) return;
    const range = { start: scope.startLocation, end: scope.endLocation };
    const key = `${location.scriptId}:${range.start.lineNumber}:${range.start.columnNumber}`;
    const spent = (costs.get(key) ?? 0) + costMs;
    if (costs.size > MAX_FUNCTIONS) costs.clear();
    costs.set(key, spent);
    if (spent > MAX_FUNCTION_MS) quieten(location.scriptId, range);
  }

  function quieten(scriptId: string, range: Range): void {
    const kept = (ranges.get(scriptId) ?? []).filter((other) => !contains(range, other));
    if (kept.some((other) => contains(other, range))) return;
    kept.push(range);
    kept.sort((a, b) => compare(a.start, b.start));
    ranges.set(scriptId, kept);
    const positions = kept.flatMap(({ start, end }) => [
      { lineNumber: start.lineNumber, columnNumber: start.columnNumber ?? 0 },
      // A function is in a range that ends behind it.
      { lineNumber: end.lineNumber, columnNumber: (end.columnNumber ?? 0) + 1 },
    ]);
    guarded(undefined, () => post('Debugger.setBlackboxedRanges', { scriptId, positions }));
  }

  function isQuiet(scriptId: string, line: number): boolean {
    const list = ranges.get(scriptId) ?? [];
    return list.some(({ start, end }) => start.lineNumber <= line && line <= end.lineNumber);
  }
}

function contains(outer: Range, inner: Range): boolean {
  return compare(outer.start, inner.start) <= 0 && compare(inner.end, outer.end) <= 0;
}

function compare(a: ScriptPosition, b: ScriptPosition): number {
  return a.lineNumber - b.lineNumber || (a.columnNumber ?? 0) - (b.columnNumber ?? 0);
}
