import { charCodeAt, slice } from '../../../base/held.ts';

const BYTE_ORDER_MARK = 0xfeff;

/** The text without a byte order mark at its start. */
export function withoutMark(text: string): string {
  return text.length > 0 && charCodeAt(text, 0) === BYTE_ORDER_MARK ? slice(text, 1) : text;
}
