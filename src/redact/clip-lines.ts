import { slice } from '../base/held.ts';
import { redactPart } from './redact.ts';
import type { SafeText } from './safe-text.ts';

export interface LinesLimit {
  readonly maxLines: number;
  /** UTF-16 code units, of the text before redaction. */
  readonly maxChars: number;
}

/**
 * Redacts a text and keeps its first lines, the last newline among them. What follows the cut is looked at, so that a secret across it is
 * hidden whole. A line that crosses `maxChars` is cut there.
 */
export function clipLines(
  text: string,
  limit: LinesLimit,
): { readonly text: SafeText; readonly cut: boolean } {
  const end = endOfLines(text, limit);
  return { text: redactPart(text, 0, end), cut: end < text.length };
}

function endOfLines(text: string, { maxLines, maxChars }: LinesLimit): number {
  let end = 0;
  for (let line = 0; line < maxLines && end < text.length; line += 1) {
    const newline = text.indexOf('\n', end);
    const next = newline === -1 ? text.length : newline + 1;
    if (next > maxChars) return end + charsWithin(slice(text, end, maxChars));
    end = next;
  }
  return end;
}

/** How much of a line is kept that has no room as a whole: all that there is room for, but no half of a character. */
function charsWithin(part: string): number {
  const code = part.charCodeAt(part.length - 1);
  return code >= 0xd800 && code <= 0xdbff ? part.length - 1 : part.length;
}
