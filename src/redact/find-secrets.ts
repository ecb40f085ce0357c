import { readCodes } from './codes.ts';
import { findInLongRun, isRun } from './long-runs.ts';
import { mayBeSecretName } from './name-before.ts';
import { findFlagged, findNamed, findPaired, findTagged } from './named-values.ts';
import { ANCHOR_PAIRS, matchAnchored } from './shape-index.ts';
import { createSpans, mergeSpans, type Spans } from './spans.ts';
import { isQuote } from './value-end.ts';

/** The shortest text that can hold a secret: `pin=1`. */
export const MIN_SECRET_CHARS = 5;

const COMMA = 44;
const DASH = 45;
const SLASH = 47;
const COLON = 58;
const LESS = 60;
const EQUALS = 61;

/** So many characters of a text are read in one go. */
const BLOCK_CHARS: number = 1 << 13;
/** So many before them are read once more: what a name before a sign may take. */
const BACK_CHARS = 96;
/** The block's, and one more. */
const CODES: Uint8Array = new Uint8Array(BACK_CHARS + BLOCK_CHARS + 1);

/** Nearly every key holds a run of this many letters, digits, `_`, `-`, `+` and `/`; most text holds few. */
const MIN_RUN_CHARS = 16;

/** 1 for each two characters, the first one's code times 128, of which the first may lead to a secret: a sign or a shape's anchor. */
const LEADS: Uint8Array = new Uint8Array(ANCHOR_PAIRS);
for (let after = 0; after < 128; after += 1) {
  LEADS[(DASH << 7) | after] = 1;
  LEADS[(COLON << 7) | after] = 1;
  LEADS[(EQUALS << 7) | after] = 1;
}
LEADS[(LESS << 7) | SLASH] = 1;
for (let code = 0; code < 128; code += 1) if (isQuote(code)) LEADS[(code << 7) | COMMA] = 1;

/** -1 for the characters of a long run: both alphabets of base 64. */
const IN_RUN: Int8Array = new Int8Array(128);
for (let code = 0; code < 128; code += 1) if (isRun(code)) IN_RUN[code] = -1;

/** For each character the place from which it is looked at again: what is before that belongs to a secret that it led to. */
const RESUME: Int32Array = new Int32Array(128);
let hasResume = false;

/**
 * Where secrets stand in a text, in order and apart from each other; `undefined` where none does. Linear in the text's length: one look
 * at each character tells whether it ends 16 characters of a run, is a sign that a name may stand before, or, with its two
 * neighbours, belongs to a shape; few do.
 */
export function findSecrets(text: string): Spans | undefined {
  const spans = createSpans();
  if (hasResume) forgetResume();
  const { length } = text;
  runEnd.chars = 0;
  // Where the last long run, or its secret, ended.
  let seen = 0;
  for (let from = 0; from < length; from += BLOCK_CHARS) {
    const base = from < BACK_CHARS ? 0 : from - BACK_CHARS;
    const end = from + BLOCK_CHARS < length ? from + BLOCK_CHARS : length;
    readCodes(text, base, end, CODES);
    let count = end - base;
    if (end === length) {
      CODES[count] = 0;
      count += 1;
    }
    for (let i = nextLead(CODES, from - base, count); i < count; i = nextLead(CODES, i + 1, count)) {
      const code = codeAt(i - 1);
      const after = CODES[i] as number;
      const at = base + i - 1;
      const run = runEnd.chars;
      if (run === MIN_RUN_CHARS) {
        const start = at + 1 - run;
        if (start >= seen) seen = findInLongRun(text, start, at + 1, seen, spans);
        else runEnd.chars = at + 1 - seen;
      }
      if (LEADS[(code << 7) | after] === 1 && at >= (RESUME[code] as number)) {
        const next = follow(text, at, base, code, after, spans);
        if (next > at + 1) {
          RESUME[code] = next;
          hasResume = true;
        }
      }
    }
  }
  if (spans.count === 0) return undefined;
  mergeSpans(spans);
  return spans;
}

/** How many characters of a run end with the one that was read last. */
const runEnd: { chars: number } = { chars: 0 };

/**
 * Reads on up to the first place that stands behind a character which may lead to a secret, or ends 16 of a run. A loop by itself, without
 * a call: V8 then asks once what the tables are, not at each character.
 */
function nextLead(codes: Uint8Array, from: number, to: number): number {
  let code = codeAt(from - 1);
  let run = runEnd.chars;
  let i = from;
  for (; i < to; i += 1) {
    const after = codes[i] as number;
    run = (run + 1) & (IN_RUN[code] as number);
    if (run === MIN_RUN_CHARS || LEADS[(code << 7) | after] === 1) break;
    code = after;
  }
  runEnd.chars = run;
  return i;
}

/** 0 before the first. */
function codeAt(i: number): number {
  return i < 0 ? 0 : (CODES[i] as number);
}

/** Adds the secrets that a character leads to; gives the place from which the same character may lead to another. */
function follow(text: string, at: number, base: number, code: number, after: number, spans: Spans): number {
  const end = matchAnchored(text, at, codeAt(at - base - 1), code, after, spans);
  let next = at + 1;
  if (code === EQUALS || code === COLON) {
    if (mayBeSecretName(CODES, at - base)) next = findNamed(text, at, spans);
  } else if (code === DASH) next = findFlagged(text, at, spans);
  else if (code === LESS) findTagged(text, at, spans);
  else if (after === COMMA && at + 1 >= (RESUME[COMMA] as number)) {
    RESUME[COMMA] = findPaired(text, at + 1, spans);
    hasResume = true;
  }
  return end > next ? end : next;
}

function forgetResume(): void {
  for (let code = 0; code < 128; code += 1) RESUME[code] = 0;
  hasResume = false;
}
