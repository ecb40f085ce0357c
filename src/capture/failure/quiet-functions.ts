import { append, mapGet, mapSet } from '../../base/held.ts';
import type { Post } from './hand-over.ts';
import { isNodeAlone, type ScriptLookup, urlOf } from './program-frame.ts';
import type { CallFrame, PauseEvent } from './protocol.ts';

/** Has V8 no longer pause where Node's own functions reject a promise that nobody sees. */
export interface QuietFunctions {
  /** Looks at a pause, after which functions may be quiet: until V8's debugger is turned off, which forgets that. */
  learn(event: PauseEvent): void;
}

/** Lines from 0, the last one included. */
export interface LineRange {
  readonly from: number;
  readonly to: number;
}

/** Rejects the `closed` promise of a reader that is done, which it marks as handled in the next line. */
const RELEASE = 'readableStreamReaderGenericRelease';
const STREAMS = 'node:internal/webstreams/readablestream';
/** More functions of one script than these are not made quiet. */
const MAX_RANGES = 64;

/**
 * Up to Node 22 every `fetch` with a body rejects a promise in Node's web streams, with nothing but Node on the stack: a pause of half a
 * millisecond for each, and the budget spent within 500 of them. V8 passes by what is thrown in functions that it was told to leave alone. Those are all that
 * stand on this stack, for V8 compiles some of them into one, and newer ones ask about the one that catches too.
 *
 * @see https://chromedevtools.github.io/devtools-protocol/v8/Debugger/#method-setBlackboxedRanges
 */
export function createQuietFunctions(post: Post, script: ScriptLookup): QuietFunctions {
  const quiet = new Map<string, readonly LineRange[]>();

  function learn({ reason, callFrames }: PauseEvent): void {
    const innermost = callFrames[0];
    if (reason !== 'promiseRejection' || innermost?.functionName !== RELEASE) return;
    if (urlOf(innermost, script) !== STREAMS || !isNodeAlone(callFrames, script)) return;
    for (let i = 0; i < callFrames.length; i += 1) add(callFrames[i] as CallFrame);
    let told = '';
    for (let i = 0; i < callFrames.length; i += 1) {
      const { scriptId } = (callFrames[i] as CallFrame).location;
      if (scriptId !== told) setRanges(scriptId);
      told = scriptId;
    }
  }

  function add({ location, scopeChain }: CallFrame): void {
    for (let i = 0; i < scopeChain.length; i += 1) {
      const { type, startLocation, endLocation } = scopeChain[i] as CallFrame['scopeChain'][number];
      if (type !== 'local' || startLocation === undefined || endLocation === undefined) continue;
      const known = mapGet(quiet, location.scriptId) ?? [];
      if (known.length >= MAX_RANGES) return;
      const range = { from: startLocation.lineNumber, to: endLocation.lineNumber };
      mapSet(quiet, location.scriptId, withRange(known, range));
      return;
    }
  }

  function setRanges(scriptId: string): void {
    const ranges = mapGet(quiet, scriptId) ?? [];
    const positions: { lineNumber: number; columnNumber: 0 }[] = [];
    for (let i = 0; i < ranges.length; i += 1) {
      const { from, to } = ranges[i] as LineRange;
      append(positions, { lineNumber: from, columnNumber: 0 });
      append(positions, { lineNumber: to + 1, columnNumber: 0 });
    }
    post('Debugger.setBlackboxedRanges', { scriptId, positions });
  }

  return { learn };
}

/** The ranges, in ascending order, with one more; what touches is joined, for V8 wants each end once. */
export function withRange(ranges: readonly LineRange[], added: LineRange): readonly LineRange[] {
  const result: LineRange[] = [];
  let { from, to } = added;
  let isIn = false;
  for (let i = 0; i < ranges.length; i += 1) {
    const range = ranges[i] as LineRange;
    if (range.to + 1 < from) append(result, range);
    else if (range.from > to + 1) {
      if (!isIn) append(result, { from, to });
      isIn = true;
      append(result, range);
    } else {
      if (range.from < from) from = range.from;
      if (range.to > to) to = range.to;
    }
  }
  if (!isIn) append(result, { from, to });
  return result;
}
