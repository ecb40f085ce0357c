import { gzipSync } from 'node:zlib';
import { createContentDecoder } from '../../../../src/capture/llm/wire/content-decoder.ts';
import { createEventStreamReader } from '../../../../src/capture/llm/wire/event-stream.ts';
import { valueAfter } from '../../../../src/capture/llm/wire/json-slice.ts';
import { createNdjsonReader } from '../../../../src/capture/llm/wire/ndjson.ts';
import { createSseReader } from '../../../../src/capture/llm/wire/sse.ts';
import { createWholeBodyReader } from '../../../../src/capture/llm/wire/whole-body.ts';

// A program that replaces whatever the built-in prototypes hold by code of its own.
const events = Buffer.from('\ufeffevent: e\r\ndata: {"a":"😀"}\n\ndata: 1\ndata: 2\rdata: 3\n\n'.repeat(3));
const packed = gzipSync(events);
const empty = Buffer.from('000000100000000005c248eb7d98c8ff', 'hex');
const big = Buffer.alloc(1_300_000, 0x61);
const parts = [events, events.subarray(0, 40), events.subarray(40), big, big];
// A text: an array would ask the prototypes itself.
let touched = '';
let told = 0;
let isPatched = false;
const count = (): void => {
  told++;
};

// What is there is opened first: the streams of `node:stream` are made of methods that anyone may replace.
const readers = [
  createSseReader(count, count),
  createNdjsonReader(count, count),
  createWholeBodyReader(count, count),
];
const frames = createEventStreamReader(count, () => {});
const decoder = createContentDecoder('gzip', createSseReader(count, count));
decoder.add(packed.subarray(0, 10));
const rest = packed.subarray(10);

const typedArray = Object.getPrototypeOf(Uint8Array.prototype);
const targets: readonly (readonly [string, object])[] = [
  ['Array', Array.prototype],
  ['String', String.prototype],
  ['TypedArray', typedArray],
  ['Uint8Array', Uint8Array.prototype],
  ['Buffer', Buffer.prototype],
  ['ArrayBuffer', ArrayBuffer.prototype],
  ['RegExp', RegExp.prototype],
  ['Map', Map.prototype],
];
for (const [name, prototype] of targets) {
  for (const key of Reflect.ownKeys(prototype)) {
    const before = Object.getOwnPropertyDescriptor(prototype, key);
    if (before?.configurable !== true) continue;
    Object.defineProperty(prototype, key, {
      configurable: true,
      get(this: unknown) {
        if (isPatched) touched += ` ${name}.${String(key)}`;
        return before.get === undefined ? before.value : Reflect.apply(before.get, this, []);
      },
      set() {
        if (isPatched) touched += ` ${name}.${String(key)}=`;
      },
    });
  }
}
for (const key of [
  'head',
  'tail',
  'bytes',
  'taken',
  'given',
  'input',
  'output',
  'chunkSize',
  'get',
  '0',
  '7',
]) {
  Object.defineProperty(Object.prototype, key, {
    configurable: true,
    get() {
      if (isPatched) touched += ` Object.${key}`;
      return undefined;
    },
    set() {
      if (isPatched) touched += ` Object.${key}=`;
    },
  });
}

isPatched = true;
for (let i = 0; i < readers.length; i++) {
  const reader = readers[i];
  for (let j = 0; j < parts.length; j++) reader?.add(parts[j] as Buffer);
  reader?.end();
}
frames.add(empty);
frames.add(empty);
frames.end();
decoder.add(rest);
decoder.end();
const found = valueAfter('{"t":"\\"k\\"","k":{"a":[1,"x"]}}', 'k', 'last') as { a: unknown[] };
const cut = valueAfter('{"k":"abc\\u00', 'k', 'first', true);
isPatched = false;
console.log(JSON.stringify({ told, touched: [...new Set(touched.split(' '))].slice(1), found, cut }));
