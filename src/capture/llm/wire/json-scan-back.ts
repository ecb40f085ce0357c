import { charCodeAt, lastIndexOf, slice } from '../../../base/held.ts';
import { isEscaped, skipSpace } from './json-scan.ts';

const QUOTE = 34;
const COLON = 58;

/** What is seen on the way. */
export interface BackwardSight {
  /** An object two levels below the whole, as messages are. */
  item(from: number): void;
  /** A key of the whole and where its value begins. */
  field(key: string, valueFrom: number): void;
}

/**
 * Goes through a JSON object from its end, of which the text need not hold the beginning: a string that is met from behind begins
 * at the last quote that is not escaped. Ends where the text begins in the middle of something.
 */
export function walkBack(text: string, sight: BackwardSight): void {
  let depth = 0;
  for (let i = text.length - 1; i >= 0; i--) {
    const code = charCodeAt(text, i);
    if (code === QUOTE) {
      const start = startOfString(text, i);
      if (start === -1) return;
      if (depth === 1) {
        const colon = skipSpace(text, i + 1);
        if (charCodeAt(text, colon) === COLON)
          sight.field(slice(text, start + 1, i), skipSpace(text, colon + 1));
      }
      i = start;
    } else if (code === 125 || code === 93) {
      depth++;
    } else if (code === 123 || code === 91) {
      if (depth-- === 3 && code === 123) sight.item(i);
      if (depth <= 0) return;
    }
  }
}

function startOfString(text: string, closing: number): number {
  for (let at = closing; at > 0; ) {
    const quote = lastIndexOf(text, '"', at - 1);
    if (quote === -1) return -1;
    if (!isEscaped(text, quote, -1)) return quote;
    at = quote;
  }
  return -1;
}
