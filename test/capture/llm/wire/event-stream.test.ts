import assert from 'node:assert/strict';
import { test } from 'node:test';
import { crc32 } from 'node:zlib';
import { createEventStreamReader } from '../../../../src/capture/llm/wire/event-stream.ts';
import type { LongText } from '../../../../src/capture/llm/wire/long-text.ts';
import { fc } from '../../../properties.ts';
import { assertHoweverCut, cut, type Open, RUNS, told } from './feed.ts';

type Told = readonly [headers: Readonly<Record<string, string>>, payload: string] | LongText;

const open: Open<Told> = (list) =>
  createEventStreamReader(
    (headers, payload) => list.push([{ ...headers }, Buffer.from(payload).toString()]),
    (long) => list.push(long),
  );

const MIB = 1_048_576;
const END = 65_536;

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
}

function header(name: string, type: number, value: Uint8Array): Buffer {
  const length = type === 6 || type === 7 ? [value.length >> 8, value.length & 255] : [];
  return Buffer.concat([
    Uint8Array.of(name.length),
    Buffer.from(name),
    Uint8Array.of(type, ...length),
    value,
  ]);
}

function text(name: string, value: string): Buffer {
  return header(name, 7, Buffer.from(value));
}

function frame(headers: readonly Buffer[], payload: string): Buffer {
  const head = Buffer.concat(headers);
  const body = Buffer.from(payload);
  const sizes = Buffer.concat([uint32(16 + head.length + body.length), uint32(head.length)]);
  const front = Buffer.concat([sizes, uint32(crc32(sizes)), head, body]);
  return Buffer.concat([front, uint32(crc32(front))]);
}

const STOP = { ':event-type': 'messageStop', ':content-type': 'application/json' };
const stop = frame(
  Object.entries(STOP).map(([name, value]) => text(name, value)),
  '{"stopReason":"end_turn"}',
);

test("a message that the format's own page gives is read", () => {
  // An empty message, from the test vectors of AWS's clients.
  const empty = Buffer.from('000000100000000005c248eb7d98c8ff', 'hex');
  assert.deepEqual(frame([], ''), empty);
  assertHoweverCut(open, empty, [[{}, '']]);
});

test('messages are the same wherever they are cut', () => {
  const metadata = frame([text(':event-type', 'metadata')], '{"usage":{"inputTokens":3}} 😀');
  assertHoweverCut(open, Buffer.concat([stop, frame([], ''), metadata]), [
    [STOP, '{"stopReason":"end_turn"}'],
    [{}, ''],
    [{ ':event-type': 'metadata' }, '{"usage":{"inputTokens":3}} 😀'],
  ]);
});

test('headers that are no strings are stepped over', () => {
  const lengths = [0, 0, 1, 2, 4, 8, 5, undefined, 8, 16];
  const others = lengths.flatMap((length, type) =>
    length === undefined ? [] : [header(`h${type}`, type, new Uint8Array(length))],
  );
  assertHoweverCut(open, frame([...others, text('__proto__', 'größe')], 'x'), [
    [JSON.parse('{"__proto__":"größe"}'), 'x'],
  ]);
});

for (const [what, headers] of [
  ['of an unknown type', [text('a', 'b'), header('c', 10, new Uint8Array(4)), text('d', 'e')]],
  ['with a length beyond the end', [text('a', 'b'), Buffer.from([1, 0x63, 7, 255, 255, 1])]],
  ['with a name beyond the end', [text('a', 'b'), Buffer.from([200, 0x63])]],
  ['that breaks off', [text('a', 'b'), Buffer.from([1, 0x63, 7, 0])]],
] as const) {
  test(`a header ${what} ends the headers, not the reading`, () => {
    assertHoweverCut(open, Buffer.concat([frame(headers, 'x'), frame([], 'y')]), [
      [{ a: 'b' }, 'x'],
      [{}, 'y'],
    ]);
  });
}

function withPrelude(total: number, headers: number): Buffer {
  const sizes = Buffer.concat([uint32(total), uint32(headers)]);
  return Buffer.concat([sizes, uint32(crc32(sizes)), Buffer.alloc(64)]);
}

for (const [what, bad] of [
  ['with a wrong checksum', Buffer.concat([Buffer.from(stop).fill(0, 11, 12), stop])],
  ['too short for itself', withPrelude(15, 0)],
  ['too short for its headers', withPrelude(100, 90)],
  ['with too many headers', withPrelude(300_000, 200_000)],
  ['of text', Buffer.from('{"message":"The security token is invalid"}')],
] as const) {
  test(`a message ${what} ends the reading for good`, () => {
    assertHoweverCut(open, Buffer.concat([stop, bad, stop]), [[STOP, '{"stopReason":"end_turn"}']]);
  });
}

test('a message that is cut off by the end is not given', () => {
  assert.deepEqual(told(open, [stop.subarray(0, -1)]), []);
});

test('a payload of 1 MiB is whole and a longer one is given by its ends', () => {
  const body = `{${'x'.repeat(MIB - 2)}}`;
  const expected: Told[] = [
    [STOP, '{"stopReason":"end_turn"}'],
    [{ a: 'b' }, body],
    { head: `${body}!`.slice(0, END), tail: `${body}!`.slice(-END), bytes: MIB + 1 },
    [STOP, '{"stopReason":"end_turn"}'],
  ];
  const given = Buffer.concat([
    stop,
    frame([text('a', 'b')], body),
    frame([text('a', 'b')], `${body}!`),
    stop,
  ]);
  for (const size of [1009, 65_536, 700_001, 4 * MIB]) {
    assert.deepEqual(told(open, cut(given, [size])), expected, `size ${size}`);
  }
});

test('a long message is the same wherever its front is cut', () => {
  const given = frame([text('a', 'b')], 'x'.repeat(MIB + 1));
  const expected = [{ head: 'x'.repeat(END), tail: 'x'.repeat(END), bytes: MIB + 1 }];
  for (let at = 1; at < 24; at++) {
    assert.deepEqual(told(open, [given.subarray(0, at), given.subarray(at)]), expected);
    assert.deepEqual(told(open, [given.subarray(0, -at), given.subarray(-at)]), expected);
  }
});

test('any bytes give the same messages in any chunks', () => {
  const part = fc.oneof(
    fc.constant(stop),
    fc
      .tuple(fc.uint8Array({ maxLength: 20 }), fc.string())
      .map(([head, body]) => frame([Buffer.from(head)], body)),
    fc.uint8Array({ maxLength: 20 }),
  );
  fc.assert(
    fc.property(
      fc.array(part),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
      (parts, sizes) => {
        const bytes = Buffer.concat(parts);
        assert.deepEqual(told(open, cut(bytes, sizes)), told(open, [bytes]));
      },
    ),
    RUNS,
  );
});
