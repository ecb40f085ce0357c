import { charCodeAt } from '../base/held.ts';
import { ALNUM, classesOf, JOINT, RUN, skip, skipBack } from './characters.ts';
import { isRandomSecret, MIN_RANDOM_CHARS } from './random-run.ts';
import { findShapes, MAX_BEFORE_RUN } from './shape-index.ts';
import { addSpan, type Spans } from './spans.ts';

/** Nearly every key holds a run of this many letters, digits, `_` and `-`; most text holds few. */
const MIN_RUN_CHARS = 16;

/**
 * Adds the secrets that are, or hold, a long run of letters, digits, `_` and `-`. Looks at every 16th character, and at all
 * of them only around one that belongs to a run: 1 GB/s and more where runs are rare.
 */
export function findInLongRuns(text: string, spans: Spans): void {
  const { length } = text;
  // Where what was looked at ends; no secret that is still to be found begins before it.
  let seen = 0;
  let at = MIN_RUN_CHARS - 1;
  while (at < length) {
    if ((classesOf(charCodeAt(text, at)) & RUN) === 0) {
      at += MIN_RUN_CHARS;
      continue;
    }
    const start = skipBack(text, at, RUN, at - MIN_RUN_CHARS + 1 > seen ? at - MIN_RUN_CHARS + 1 : seen);
    let end = skip(text, at + 1, RUN, length);
    if (end - start >= MIN_RUN_CHARS) {
      const floor = start - MAX_BEFORE_RUN > seen ? start - MAX_BEFORE_RUN : seen;
      const first = skipBack(text, start, RUN | JOINT, floor);
      const reached = findShapes(text, first, end, spans);
      findRandom(text, start > reached ? start : reached, end, spans);
      if (reached > end) end = reached;
      seen = end;
    }
    at = end + MIN_RUN_CHARS - 1;
  }
}

function findRandom(text: string, from: number, to: number, spans: Spans): void {
  let start = from;
  while (start + MIN_RANDOM_CHARS <= to) {
    const end = skip(text, start, ALNUM, to);
    if (end - start >= MIN_RANDOM_CHARS && isRandomSecret(text, start, end)) addSpan(spans, start, end);
    start = end + 1;
  }
}
