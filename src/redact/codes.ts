import { charCodeAt, slice, uncurry } from '../base/held.ts';

const encoder = new TextEncoder();
const encodeInto: (
  encoder: unknown,
  text: string,
  bytes: Uint8Array,
) => { readonly read: number; readonly written: number } = uncurry(TextEncoder.prototype.encodeInto);

/** Of fewer characters a look at each costs less than a call of the encoder. */
const MIN_ENCODED_CHARS = 40;

/**
 * Fills `codes`, which has room for them, with the codes of a text's characters from `from` up to `to`, 0 for one beyond ASCII. To look at
 * them there costs a quarter of a look into the text, which asks first how the text is kept.
 */
export function readCodes(text: string, from: number, to: number, codes: Uint8Array): void {
  const length = to - from;
  if (length >= MIN_ENCODED_CHARS) {
    const block = length === text.length ? text : slice(text, from, to);
    const { read, written } = encodeInto(encoder, block, codes);
    // As many bytes as characters: all of them are ASCII.
    if (read === length && written === length) return;
  }
  for (let i = 0; i < length; i += 1) {
    const code = charCodeAt(text, from + i);
    codes[i] = code < 128 ? code : 0;
  }
}
