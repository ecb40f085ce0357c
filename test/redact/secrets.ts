import { randomBytes } from 'node:crypto';

/** A random word of letters and digits, as a made-up secret: no secret stands written out in a test. */
export function randomWord(length: number): string {
  let word = '';
  while (word.length < length)
    word += randomBytes(length)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, '');
  return word.slice(0, length);
}
