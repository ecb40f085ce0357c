import { clip } from '../../redact/redact.ts';

/** agentlog's own ids have 21 characters, and 70 at most; a longer one is a foreign writer's, and no key for three indexes. */
const MAX_ID_CHARS = 200;
const BEGINNING_CHARS = 160;

/**
 * The id, or of one that is longer than 200 characters or holds half a character its beginning with a hash of the whole: the same each
 * time, so that an event stays one row and finds its session.
 */
export function shortId(id: string): string {
  if (id.length <= MAX_ID_CHARS && id.isWellFormed()) return id;
  return `${clip(id, BEGINNING_CHARS).text}~${hash(id, 0)}${hash(id, 1)}`.toWellFormed();
}

/** 53 bits in base 36. Synchronous, which a Worker's `crypto` is not. @see https://github.com/bryc/code (cyrb53) */
function hash(text: string, seed: number): string {
  let high = 0xdeadbeef ^ seed;
  let low = 0x41c6ce57 ^ seed;
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, 2654435761);
    low = Math.imul(low ^ code, 1597334677);
  }
  high = Math.imul(high ^ (high >>> 16), 2246822507) ^ Math.imul(low ^ (low >>> 13), 3266489909);
  low = Math.imul(low ^ (low >>> 16), 2246822507) ^ Math.imul(high ^ (high >>> 13), 3266489909);
  return (4294967296 * (2097151 & low) + (high >>> 0)).toString(36).padStart(11, '0');
}
