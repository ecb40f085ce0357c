import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { LongText } from '../../../../src/capture/llm/wire/long-text.ts';
import { createSseReader } from '../../../../src/capture/llm/wire/sse.ts';
import { fc } from '../../../properties.ts';
import { assertHoweverCut, cut, type Open, RUNS, told } from './feed.ts';

type Told = readonly [data: string, event: string | undefined] | LongText;

const open: Open<Told> = (list) =>
  createSseReader(
    (data, event) => list.push([data, event]),
    (long) => list.push(long),
  );

const MIB = 1_048_576;

setFlagsFromString('--expose-gc');
/** Collects garbage: what V8 has not come round to is not held. */
const collect: () => void = runInNewContext('gc');
const END = 65_536;

const STREAMS: readonly (readonly [string, string, readonly Told[]])[] = [
  ['one event', 'data: {"a":1}\n\n', [['{"a":1}', undefined]]],
  ['no space behind the colon', 'data:x\n\n', [['x', undefined]]],
  ['two spaces behind the colon', 'data:  x\n\n', [[' x', undefined]]],
  ['several lines of data', 'data: a\ndata\ndata: b\n\n', [['a\n\nb', undefined]]],
  ['an event with a type', 'event: message_stop\ndata: {}\n\n', [['{}', 'message_stop']]],
  ['a type behind the data', 'data: {}\nevent: late\n\n', [['{}', 'late']]],
  [
    'a type that does not outlast its event',
    'event: a\ndata: 1\n\ndata: 2\n\n',
    [
      ['1', 'a'],
      ['2', undefined],
    ],
  ],
  ['a type without data', 'event: ping\n\ndata: 1\n\n', [['1', undefined]]],
  ['an empty type', 'event:\ndata: 1\n\n', [['1', undefined]]],
  [
    'comments and fields that do not matter',
    ': hi\nid: 7\nretry: 3\n:\ndata: 1\nnope\n\n',
    [['1', undefined]],
  ],
  ['a name that only begins like a field', 'datax: 1\nevents: 2\n data: 3\nDATA: 4\ndat: 5\n\n', []],
  [
    'empty data',
    'data:\n\ndata\n\n\n\n',
    [
      ['', undefined],
      ['', undefined],
    ],
  ],
  [
    'the mark of the end',
    'data: 1\n\ndata: [DONE]\n\n',
    [
      ['1', undefined],
      ['[DONE]', undefined],
    ],
  ],
  [
    'CRLF',
    'event: e\r\ndata: 1\r\n\r\ndata: 2\r\n\r\n',
    [
      ['1', 'e'],
      ['2', undefined],
    ],
  ],
  [
    'a lone CR',
    'event: e\rdata: 1\r\rdata: 2\r\r',
    [
      ['1', 'e'],
      ['2', undefined],
    ],
  ],
  ['a byte order mark', '\ufeffdata: 1\n\n', [['1', undefined]]],
  [
    'no blank line at the end',
    'data: 1\n\nevent: e\ndata: {"br',
    [
      ['1', undefined],
      ['{"br', 'e'],
    ],
  ],
  ['letters of more than a byte', 'event: größe\ndata: "😀 €"\n\n', [['"😀 €"', 'größe']]],
  ['nothing', '', []],
  ['another format', '{"error":{"message":"no"}}', []],
];

for (const [what, given, expected] of STREAMS) {
  test(`a stream with ${what} gives the same events wherever it is cut`, () => {
    assertHoweverCut(open, Buffer.from(given), expected);
  });
}

test('any bytes give the same events in any chunks', () => {
  const part = fc.constantFrom(
    'data',
    'event',
    ':',
    ' ',
    '\n',
    '\r',
    '\n\n',
    '€',
    '\ufeff',
    '{"a":1}',
    'data: x\n',
  );
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          part.map((text) => Buffer.from(text)),
          fc.uint8Array({ maxLength: 8 }),
        ),
      ),
      fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1 }),
      (parts, sizes) => {
        const bytes = Buffer.concat(parts);
        assert.deepEqual(told(open, cut(bytes, sizes)), told(open, [bytes]));
      },
    ),
    RUNS,
  );
});

test('an event on one line beyond 1 MiB is given by its ends, without the name of the field', () => {
  const body = `{"a":"${'x'.repeat(2 * MIB)}","usage":1}`;
  const expected = { head: body.slice(0, END - 6), tail: body.slice(-END), bytes: body.length };
  const given = Buffer.from(`data: 1\n\n: ${'c'.repeat(2 * MIB)}\n\nevent: e\ndata: ${body}\n\ndata: 2\n\n`);
  for (const size of [4096, 65_536, 5 * MIB]) {
    assert.deepEqual(told(open, cut(given, [size])), [['1', undefined], expected, ['2', undefined]]);
  }
});

test('an event of many lines beyond 1 MiB is given by its ends', () => {
  const line = 'y'.repeat(1000);
  const given = Buffer.from(`data: first\n${`data: ${line}\n`.repeat(3000)}data: last\n\n`);
  const [long, ...rest] = told(open, cut(given, [16_384])) as [LongText];
  assert.deepEqual(rest, []);
  assert.equal(long.head, `first\n${`${line}\n`.repeat(100)}`.slice(0, END));
  assert.equal(long.tail, `${`${line}\n`.repeat(100)}last`.slice(-END));
  assert.equal(long.bytes, 'first'.length + 3000 * 1001 + '\nlast'.length);
});

test('an event of a short line and a long one is given by its ends', () => {
  const given = Buffer.from(`data: first\ndata: ${'z'.repeat(MIB)}\ndata: last\n\n`);
  const [long, ...rest] = told(open, [given]) as [LongText];
  assert.deepEqual(rest, []);
  assert.equal(long.head, `first\n${'z'.repeat(END)}`.slice(0, END));
  assert.equal(long.tail, `${'z'.repeat(END)}\nlast`.slice(-END));
});

test('an event of lines without end takes a bounded part of memory', () => {
  const reader = open([]);
  const held = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  for (const line of ['data\n', 'data:abc\n', `data: ${'d'.repeat(500)}\n`]) {
    const chunk = Buffer.from(line.repeat(Math.ceil(16_384 / line.length)));
    const before = held();
    for (let i = 0; i < 1000; i++) reader.add(chunk);
    assert.ok(held() - before < 32 * MIB, `${held() - before} bytes`);
  }
});

test('a handler that throws ends the reading and nothing else', () => {
  let calls = 0;
  const reader = createSseReader(
    () => {
      calls++;
      throw new Error('no');
    },
    () => {},
  );
  reader.add(Buffer.from('data: 1\n\ndata: 2\n\n'));
  reader.add(Buffer.from('data: 3\n\n'));
  reader.end();
  assert.equal(calls, 1);
});
