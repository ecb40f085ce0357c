import { charCodeAt } from '../base/held.ts';
import { ALNUM, classesOf, JOINT, RUN, skip, skipBack } from './characters.ts';
import { isRandomSecret, MIN_RANDOM_CHARS } from './random-run.ts';
import { findShapes, MAX_BEFORE_RUN } from './shape-index.ts';
import { addSpan, type Spans } from './spans.ts';

/**
 * Adds the secrets that are, or hold, the run of such characters from `start` on, of which those before `known` are known to
 * belong to it. None begins before `seen`. Gives where what was looked at ends.
 */
export function findInLongRun(
  text: string,
  start: number,
  known: number,
  seen: number,
  spans: Spans,
): number {
  const { length } = text;
  let end = known;
  while (end < length && isRun(charCodeAt(text, end))) end += 1;
  const floor = start - MAX_BEFORE_RUN > seen ? start - MAX_BEFORE_RUN : seen;
  const first = skipBack(text, start, RUN | JOINT, floor);
  // A literal may end a secret: it begins where the run ends.
  const reached = findShapes(text, first, end + 1, spans);
  findRandom(text, start > reached ? start : reached, end, spans);
  return reached > end ? reached : end;
}

/** Whether a code is of one of the two alphabets of base 64. */
export function isRun(code: number): boolean {
  return (classesOf(code) & RUN) !== 0 || code === PLUS || code === SLASH;
}

const PLUS = 43;
const SLASH = 47;

function findRandom(text: string, from: number, to: number, spans: Spans): void {
  let start = from;
  while (start + MIN_RANDOM_CHARS <= to) {
    const end = skip(text, start, ALNUM, to);
    if (end - start >= MIN_RANDOM_CHARS && isRandomSecret(text, start, end)) addSpan(spans, start, end);
    start = end + 1;
  }
}
