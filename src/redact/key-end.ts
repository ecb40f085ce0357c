import { charCodeAt, indexOf, slice } from '../base/held.ts';
import { ALNUM, isAt } from './characters.ts';
import { addSpan, type Spans } from './spans.ts';

const LINE_FEED = 10;
const RETURN = 13;
/** A line of a key in PEM has 64 or 76 characters, the last one fewer. */
const MIN_LINE_CHARS = 16;

/**
 * Adds the lines of a private key that end before the `-----END` at a place: its beginning may have been cut off. Looks
 * back as far as lines of base 64 go; lines with escaped ends (`\\n`) count as such.
 */
export function hideKeyBefore(text: string, at: number, spans: Spans): void {
  const title = slice(text, at, at + 60);
  if (slice(title, 5, 9) !== 'END ' || indexOf(title, 'PRIVATE KEY') === -1) return;
  let start = at;
  for (;;) {
    const end = skipLineEnds(text, start);
    let line = end;
    while (line > 0 && isBase64(text, line - 1)) line -= 1;
    // Escaped line ends: the `n` of `\\n` is no part of the line behind it.
    if (line > 0 && charCodeAt(text, line - 1) === 92 && line < end) line += 1;
    const isFirst = line === 0 && line < end;
    if (end === line || (end - line < MIN_LINE_CHARS && !isFirst && start !== at)) break;
    start = line;
  }
  if (start < at) addSpan(spans, start, at);
}

function skipLineEnds(text: string, from: number): number {
  let i = from;
  while (i > 0 && from - i < 8) {
    const code = charCodeAt(text, i - 1);
    if (code === LINE_FEED || code === RETURN) i -= 1;
    else if (i > 1 && charCodeAt(text, i - 2) === 92 && (code === 110 || code === 114)) i -= 2;
    else break;
  }
  return i;
}

function isBase64(text: string, at: number): boolean {
  const code = charCodeAt(text, at);
  return isAt(text, at, ALNUM) || code === 43 || code === 47 || code === 61;
}
