import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Row } from '../../../src/store/d1/connection.ts';
import { recordLine, rowLine } from '../../../src/store/d1/row-line.ts';

const HEAD = { event_type: 'decision', id: 'dec_1', session_id: 'sess_aaaa', ts: 1_700_000_000.123 };
const LINE = JSON.stringify({ ...HEAD, question: 'q', answer: 1 });

function rowOf(payload: unknown, changes: Row = {}): Row {
  return { at: 7, ...HEAD, payload, ...changes };
}

const KEPT: readonly (readonly [title: string, row: Row, text: string])[] = [
  ['the line of its event', rowOf(LINE), LINE],
  [
    'an unknown kind',
    rowOf('{"a":1}', { event_type: 'storm' }),
    `${headText({ event_type: 'storm' })},"a":1}`,
  ],
  [
    'an unknown kind without fields',
    rowOf('{}', { event_type: 'storm' }),
    `${headText({ event_type: 'storm' })}}`,
  ],
  ['a payload without a head', rowOf('{"question":"q","answer":1}'), LINE],
  ['another id', rowOf(LINE.replace('dec_1', 'dec_2')), LINE],
  ['another session', rowOf(LINE.replace('aaaa', 'bbbb')), LINE],
  ['another time', rowOf(LINE.replace('1700000000.123', '5')), LINE],
  ['a time that is a text', rowOf(LINE.replace('1700000000.123', '"x"')), LINE],
  ['another kind', rowOf(LINE.replace('decision', 'failure')), LINE],
  ['keys like numbers', rowOf('{"question":"q","7":1}'), `${headText()},"7":1,"question":"q"}`],
  ['a payload over several lines', rowOf(LINE.replaceAll(',', ',\n  ')), LINE],
  ['blanks around', rowOf(` ${LINE}\r\n`), LINE],
  ['a time that lost its last bit', rowOf(LINE, { ts: HEAD.ts + 2.4e-7 }), LINE],
  [
    'a time before 1970',
    rowOf('{"question":"q"}', { ts: -1e9 }),
    `${headText({ ts: -1e9 })},"question":"q"}`,
  ],
  ['a far future', rowOf('{"question":"q"}', { ts: 1e300 }), `${headText({ ts: 1e300 })},"question":"q"}`],
  [
    'an id that needs quoting',
    rowOf('{"question":"q"}', { id: '"\\\n\u0000' }),
    `${headText({ id: '"\\\n\u0000' })},"question":"q"}`,
  ],
  ['half a character', rowOf('{"question":"\\ud800"}'), `${headText()},"question":"\\ud800"}`],
];

function headText(changes: object = {}): string {
  return JSON.stringify({ ...HEAD, ...changes }).slice(0, -1);
}

for (const [title, row, text] of KEPT) {
  test(`a row with ${title} is an event whose line has the columns' head`, () => {
    const line = rowLine(row);
    assert.equal(line?.text, text);
    assert.deepEqual(line?.event, JSON.parse(text));
    assert.deepEqual([line?.start, line?.end], [7, 8]);
  });
}

const SKIPPED: readonly (readonly [title: string, row: Row])[] = [
  ['a payload that is no JSON', rowOf('so what')],
  ['an empty payload', rowOf('')],
  ['a torn payload', rowOf(LINE.slice(0, -4))],
  ['a payload that is a list', rowOf('[1]')],
  ['a payload that is null', rowOf('null')],
  ['a payload that is a text', rowOf('"x"')],
  ['a payload of bytes', rowOf([123, 125])],
  ['no payload', rowOf(null)],
  ['a NUL behind the payload', rowOf(`${LINE}\u0000`)],
  ['an own __proto__', rowOf('{"question":"q","__proto__":{"a":1}}')],
  ['a kind that lacks what it must have', rowOf('{"answer":1}')],
  ['a time that is a text', rowOf(LINE, { ts: 'x' })],
  ['an infinite time', rowOf(LINE, { ts: Number.POSITIVE_INFINITY })],
  ['no time', rowOf(LINE, { ts: null })],
  ['an id that is a number', rowOf(LINE, { id: 5 })],
  ['no session', rowOf(LINE, { session_id: null })],
  ['a kind of bytes', rowOf(LINE, { event_type: [1] })],
];

for (const [title, row] of SKIPPED) {
  test(`a row with ${title} is no event`, () => {
    assert.equal(rowLine(row), undefined);
  });
}

const NOTHING = { end_ts: null, agent_name: null, task: null, total_tokens: null };
const RECORDS: readonly (readonly [title: string, row: Row, record: unknown])[] = [
  [
    'whole',
    { session_id: 's', start_ts: 1, end_ts: 2, agent_name: 'a', task: 't', total_tokens: 3 },
    { session_id: 's', start_ts: 1, end_ts: 2, agent_name: 'a', task: 't', total_tokens: 3 },
  ],
  [
    'without a start',
    { session_id: 's', start_ts: null, first_ts: 5 },
    { session_id: 's', start_ts: 5, ...NOTHING },
  ],
  ['with nothing but an id', { session_id: 's' }, { session_id: 's', start_ts: 0, ...NOTHING }],
  [
    'of other types',
    { session_id: 's', start_ts: 'x', end_ts: [1], agent_name: 7, task: {}, total_tokens: '9' },
    { session_id: 's', start_ts: 0, ...NOTHING },
  ],
  ['without an id', { session_id: null, start_ts: 1 }, undefined],
];

for (const [title, row, record] of RECORDS) {
  test(`a session's row that is ${title} gives what can be used of it`, () => {
    const line = recordLine(row);
    assert.deepEqual(line?.kind === 'session' ? line.record : undefined, record);
    if (line !== undefined) assert.deepEqual(JSON.parse(line.text), record);
  });
}
