import { charCodeAt } from '../base/held.ts';
import { ALNUM, classesOf, JOINT, RUN, skip, skipBack } from './characters.ts';
import { isRandomSecret, MIN_RANDOM_CHARS } from './random-run.ts';
import { findShapes, MAX_BEFORE_RUN } from './shape-index.ts';
import { addSpan, type Spans } from './spans.ts';

/** Nearly every key holds a run of this many letters, digits, `_`, `-`, `+` and `/`; most text holds few. */
const MIN_RUN_CHARS = 16;

/**
 * Adds the secrets that are, or hold, a long run of such characters: both alphabets of base 64. Looks at the place where a run of 16
 * would end first, and goes on behind the first character backwards that is of no run: one look for three characters.
 */
export function findInLongRuns(text: string, spans: Spans): void {
  const { length } = text;
  // Where what was looked at ends; no secret that is still to be found begins before it.
  let seen = 0;
  let start = 0;
  while (start + MIN_RUN_CHARS <= length) {
    let i = start + MIN_RUN_CHARS - 1;
    while (i >= start && isRun(charCodeAt(text, i))) i -= 1;
    if (i >= start) {
      start = i + 1;
      continue;
    }
    let end = start + MIN_RUN_CHARS;
    while (end < length && isRun(charCodeAt(text, end))) end += 1;
    const floor = start - MAX_BEFORE_RUN > seen ? start - MAX_BEFORE_RUN : seen;
    const first = skipBack(text, start, RUN | JOINT, floor);
    // A literal may end a secret: it begins where the run ends.
    const reached = findShapes(text, first, end + 1, spans);
    findRandom(text, start > reached ? start : reached, end, spans);
    seen = reached > end ? reached : end;
    start = seen;
  }
}

const PLUS = 43;
const SLASH = 47;
const IS_RUN: Uint8Array = new Uint8Array(256);
for (let code = 0; code < 128; code += 1) IS_RUN[code] = (classesOf(code) & RUN) === 0 ? 0 : 1;
IS_RUN[PLUS] = 1;
IS_RUN[SLASH] = 1;

function isRun(code: number): boolean {
  return code < 256 && IS_RUN[code] === 1;
}

function findRandom(text: string, from: number, to: number, spans: Spans): void {
  let start = from;
  while (start + MIN_RANDOM_CHARS <= to) {
    const end = skip(text, start, ALNUM, to);
    if (end - start >= MIN_RANDOM_CHARS && isRandomSecret(text, start, end)) addSpan(spans, start, end);
    start = end + 1;
  }
}
