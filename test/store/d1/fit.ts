import assert from 'node:assert/strict';
import { decodeLine } from '../../../src/event/line.ts';
import { hasEventShape } from '../../../src/event/shape.ts';
import type { Event } from '../../../src/event/types.ts';
import { fitRow } from '../../../src/store/d1/fit-row.ts';
import { MAX_ROW_BYTES, rowBytes } from '../../../src/store/d1/row-bytes.ts';
import { makeEvent } from '../folder/make-lines.ts';
import { lineOf } from './line-of.ts';

export type Fields = Record<string, unknown>;
export const MB = 1_000_000;
/** Longer than D1 takes. */
export const LONG: string = 'x y '.repeat(MB / 2);

export const event = (type: string, payload: Fields): Event => {
  const { id, session_id, ts } = makeEvent('sess_abcdefgh');
  return { event_type: type, id, session_id, ts, ...payload } as unknown as Event;
};

/** Cuts an event that is too large, and checks what holds for each. */
export function fit(given: Event, maxBytes?: number): Fields {
  const line = lineOf(given);
  const fitted = fitRow(line, maxBytes);
  assert.ok(rowBytes(fitted) <= (maxBytes ?? MAX_ROW_BYTES), `${rowBytes(fitted)} bytes`);
  assert.deepEqual(decodeLine(fitted.text), { kind: 'event', event: fitted.event });
  assert.ok(hasEventShape(fitted.event), fitted.text.slice(0, 500));
  const parsed = JSON.parse(line.text) as Fields;
  const cut = JSON.parse(fitted.text) as Fields;
  assert.equal(cut.cut_from_bytes, Buffer.byteLength(line.text));
  for (const key of ['event_type', 'id', 'session_id', 'ts']) assert.deepEqual(cut[key], parsed[key]);
  assert.match(fitted.text, /^\{"event_type":"[^"]*","id":"[^"]*","session_id":"[^"]*","ts":[\d.]+,/);
  return cut;
}
