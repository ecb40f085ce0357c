import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Event } from '../../../src/event/types.ts';
import { fitRow } from '../../../src/store/d1/fit-row.ts';
import { MAX_ROW_BYTES, rowBytes } from '../../../src/store/d1/row-bytes.ts';
import { fc } from '../../properties.ts';
import { event, type Fields, fit, LONG, MB } from './fit.ts';

const deep = (depth: number): Event => {
  let text = '1';
  for (let i = 0; i < depth; i += 1) text = i % 2 === 0 ? `[${text}]` : `{"a":${text}}`;
  return JSON.parse(
    `{"event_type":"later_kind","id":"x_1","session_id":"sess_abcdefgh","ts":3,"a":${text},"b":${JSON.stringify(LONG)}}`,
  ) as Event;
};
const wide = (width: number, value: unknown): Fields =>
  Object.fromEntries(Array.from({ length: 12 }, (_, i) => [`k${i}${'w'.repeat(width)}`, value]));

for (const [title, make] of [
  [
    'of 100,000 keys',
    () =>
      event(
        'later_kind',
        Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`key number ${i}`, i])),
      ),
  ],
  ['of numbered keys', () => event('later_kind', { 0: LONG, 7: 'seven' })],
  ['of one text of 5 MB', () => event('later_kind', { text: 'z'.repeat(5 * MB) })],
  ['of control characters', () => event('later_kind', { text: '\u0001'.repeat(MB) })],
  ['of quotes alone, which take four bytes each', () => event('decision', { question: '"'.repeat(600_000) })],
  ['with a key of 3 MB', () => event('later_kind', { ['k'.repeat(3 * MB)]: 1 })],
  [
    'with keys of no plain object',
    () =>
      JSON.parse(
        JSON.stringify(event('later_kind', { text: LONG })).replace(
          '"text"',
          '"__proto__":{"a":1},"toJSON":1,"text"',
        ),
      ) as Event,
  ],
  [
    'of twelve wide values, each level as wide',
    () =>
      event('failure', {
        error: { type: 'E', msg: 'm' },
        location: { file: 'f', line: 1, function: 'g' },
        locals: wide(100, wide(100, wide(100, wide(100, 'text '.repeat(40))))),
      }),
  ],
  [
    'of a list where variables belong',
    () =>
      event('failure', {
        error: { type: 'E', msg: 'm' },
        location: { file: 'f', line: 1, function: 'g' },
        locals: Array(500_000).fill('many'),
      }),
  ],
] as const) {
  test(`an event ${title} is cut, and still one of its kind`, () => {
    fit(make());
  });
}

test('an event of 3,000 levels is cut', () => {
  const fitted = fitRow({ event: deep(3_000), text: JSON.stringify(deep(3_000)) });
  assert.ok(rowBytes(fitted) < MAX_ROW_BYTES);
  assert.match(fitted.text, /Array\(1\)|Object \{…\}/);
});

test('whatever an event holds, it fits into a few kilobytes and stays an event of its kind', () => {
  const payloads = {
    failure: { error: { type: 'E', msg: 'm' }, location: { file: 'f', line: 1, function: 'g' }, locals: {} },
    llm_call: { model: 'm' },
    tool_output: { tool: 't', stdout: '', stderr: '', exit_code: 0, duration_ms: 1 },
    git_diff: {
      turn_number: 1,
      files_changed: 1,
      lines_added: 1,
      lines_removed: 1,
      diff: '',
      truncated: false,
    },
    decision: { question: 'q' },
    later_kind: {},
  };
  fc.assert(
    fc.property(
      fc.constantFrom(...Object.entries(payloads)),
      fc.dictionary(fc.string({ maxLength: 12 }), fc.jsonValue({ maxDepth: 5 }), { maxKeys: 40 }),
      fc.string({ unit: 'binary', maxLength: 50 }),
      ([type, required], more, text) => {
        const extra = { ...more };
        for (const key of [
          '__proto__',
          'event_type',
          'id',
          'session_id',
          'ts',
          'cut_from_bytes',
          'undefined',
        ])
          delete extra[key];
        const filled = Object.fromEntries(
          Object.entries(required).map(([key, value]) => [key, value === '' ? text.repeat(400) : value]),
        );
        fit(event(type, { ...extra, ...filled, padding: text.repeat(999) + 'x'.repeat(9_000) }), 9_000);
      },
    ),
    { numRuns: 60 },
  );
});
