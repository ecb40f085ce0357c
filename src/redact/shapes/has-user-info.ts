import { charCodeAt } from '../../base/held.ts';
import { classesOf, SPACE } from '../characters.ts';

const AT = 64;
const SLASH = 47;
/** A user's name, a colon, a password and the `@`, as long as the patterns take them. */
const MAX_CHARS = 386;

/** Whether an `@` stands behind the `://` at a place before the first slash or blank: most addresses have none. */
export function hasUserInfo(text: string, at: number): boolean {
  const start = at + 3;
  const end = start + MAX_CHARS < text.length ? start + MAX_CHARS : text.length;
  for (let i = start; i < end; i += 1) {
    const code = charCodeAt(text, i);
    if (code === AT) return true;
    if (code === SLASH || (classesOf(code) & SPACE) !== 0) return false;
  }
  return false;
}
