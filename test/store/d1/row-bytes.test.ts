import assert from 'node:assert/strict';
import { test } from 'node:test';
import { jsonBytes, rowBytes } from '../../../src/store/d1/row-bytes.ts';
import { fc } from '../../properties.ts';
import { makeEvent } from '../folder/make-lines.ts';

test('the size of a text as JSON is that of JSON.stringify, half characters made whole first', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      assert.equal(jsonBytes(text), Buffer.byteLength(JSON.stringify(text.toWellFormed())));
    }),
    { numRuns: 200 },
  );
  const odd = '\ud800a\udc00😀"\\\u0000\b\u000b\n\u007f\u0080\u07ff\u0800\uffff';
  assert.equal(jsonBytes(odd), Buffer.byteLength(JSON.stringify(odd.toWellFormed())));
});

test('a row measures what it takes of the parameter, and at most 40 bytes more', () => {
  for (const answer of ['yes', '"\\'.repeat(500), 'ü😀'.repeat(99)]) {
    const event = makeEvent('sess_abcdefgh', answer, { ts: 1763840475.123456 });
    const text = JSON.stringify(event);
    const { id, session_id, ts, event_type } = event;
    const real = Buffer.byteLength(JSON.stringify([id, session_id, ts, event_type, text])) + 1;
    const measured = rowBytes({ event, text });
    assert.ok(measured >= real && measured <= real + 40, `${measured} for ${real}`);
  }
});
