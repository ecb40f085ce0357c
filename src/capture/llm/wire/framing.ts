import { charCodeAt, indexOf, slice, toLowerCase } from '../../../base/held.ts';

/** How the values of an answer follow each other in its bytes. */
export type Framing = 'json' | 'ndjson' | 'sse' | 'aws' | 'text';

const SSE_FIELDS: readonly string[] = ['data:', 'event:', 'id:', 'retry:'];

/** The framing that a content type names; undefined where it names none. */
export function framingOfType(contentType: string | undefined): Framing | undefined {
  if (contentType === undefined) return undefined;
  const type = toLowerCase(slice(contentType, 0, 200));
  if (indexOf(type, 'vnd.amazon.eventstream') !== -1) return 'aws';
  if (indexOf(type, 'event-stream') !== -1) return 'sse';
  if (indexOf(type, 'ndjson') !== -1 || indexOf(type, 'jsonl') !== -1 || indexOf(type, 'json-seq') !== -1)
    return 'ndjson';
  if (indexOf(type, 'json') !== -1) return 'json';
  return undefined;
}

/**
 * The framing by the first characters that are no white space: content types are often missing or wrong. Undefined where more
 * characters must be seen; six are enough.
 *
 * @param isLines Whether JSON without a content type of its own is taken for lines of it.
 */
export function framingOfStart(
  start: string,
  type: Framing | undefined,
  isLines: boolean,
): Framing | undefined {
  if (start === '') return undefined;
  const first = charCodeAt(start, 0);
  if (first === 123) return type === 'ndjson' || (type !== 'json' && isLines) ? 'ndjson' : 'json';
  if (first === 91) return 'json';
  if (first === 58 || type === 'sse') return 'sse';
  for (let i = 0; i < SSE_FIELDS.length; i++) {
    const name = SSE_FIELDS[i] as string;
    if (indexOf(start, name) === 0) return 'sse';
    if (start.length < name.length && indexOf(name, start) === 0) return undefined;
  }
  return 'text';
}
