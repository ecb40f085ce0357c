import type { StoredLine } from '../types.ts';

/** A page ends with this many lines, or with the line that makes it so long in UTF-16 code units. */
const PAGE_LINES = 64;
const PAGE_CHARS = 1 << 16;

/** Lines as pages, each read when it is asked for. */
export function* inPages<T extends StoredLine>(lines: Iterable<T>): Generator<readonly T[], void, undefined> {
  let page: T[] = [];
  let chars = 0;
  for (const line of lines) {
    page.push(line);
    chars += line.text.length;
    if (page.length < PAGE_LINES && chars < PAGE_CHARS) continue;
    yield page;
    page = [];
    chars = 0;
  }
  if (page.length > 0) yield page;
}
