import * as files from 'node:fs';
import { Bytes, CLASSES, Hooks, When } from './hostile-classes.ts';
import * as ownModule from './mutate.ts';
import { accessor, alarm } from './ran.ts';
import { HARD_TEXTS } from './session-lines.ts';
import type { Maker, Making } from './value-making.ts';

const NUMBERS: readonly number[] = [
  0,
  1,
  -1,
  1.5,
  -0,
  Number.NaN,
  Infinity,
  -Infinity,
  1e21,
  5e-324,
  2 ** 53,
  4e9,
];
const BIGINTS: readonly bigint[] = [0n, -1n, 2n ** 64n, 10n ** 199n, 10n ** 5000n, -(10n ** 300n)];
const LONG_TEXTS: readonly string[] = [
  'x'.repeat(1_000_000),
  'long, '.repeat(2000),
  'é'.repeat(500),
  '\ud83d'.repeat(400),
];
/** Newer than what the compiler is told to write for. */
const NEW_FLAG = 'v';
const HUGE: unknown[] = Object.assign([], { length: 4_000_000_000 });
const OF_PROCESS: readonly object[] = [files, ownModule, Math, JSON, Reflect, globalThis, process.versions];
/** What is there once, and is not to be changed. */
export const SHARED: ReadonlySet<unknown> = new Set<unknown>([...OF_PROCESS, HUGE, Hooks]);

/** Values that hold no others. */
export const LEAVES: readonly Maker[] = [
  ['number', ({ draw }) => draw.pick(NUMBERS)],
  ['text', ({ draw }) => draw.pick(HARD_TEXTS)],
  ['nothing', ({ draw }) => draw.pick([null, undefined, true, false])],
  ['bigint', ({ draw }) => draw.pick(BIGINTS)],
  ['symbol', ({ draw }) => draw.pick([Symbol(), Symbol('a'), Symbol.iterator, Symbol('\x1b\ud800')])],
  [
    'function',
    ({ draw }) =>
      draw.pick<unknown>([
        () => {},
        class A {},
        async () => {},
        function* g() {},
        Math.max.bind(null),
        Hooks,
      ]),
  ],
  ['nameless class', () => Object.defineProperty(class {}, 'name', accessor('name'))],
  ['long text', ({ draw }) => draw.pick(LONG_TEXTS)],
  ['joined text', ({ draw }) => HARD_TEXTS.reduce((all, text) => `${all}${text}${draw.below(10)}`, '')],
  ['date', ({ draw }) => new (draw.pick([Date, When]))(draw.pick(NUMBERS))],
  [
    'regexp',
    ({ draw }) => draw.pick([/a/dgimsy, new RegExp('\\/\n[a--b]', NEW_FLAG), new RegExp('(?:)'.repeat(300))]),
  ],
  ['box', ({ draw }) => Object(draw.pick<unknown>([1, 'text', true, 3n, Symbol('b'), -0])) as object],
  ['bytes', ({ draw }) => new (draw.pick([Uint8Array, Bytes, Float32Array, BigUint64Array]))(draw.below(9))],
  ['moving bytes', movingBytes],
  [
    'view',
    ({ draw }) => draw.pick<() => object>([() => new DataView(new ArrayBuffer(3), 1), () => lostView()])(),
  ],
  [
    'buffer',
    ({ draw }) =>
      draw.pick<() => object>([() => new ArrayBuffer(2), () => new SharedArrayBuffer(2), () => given(4)])(),
  ],
  [
    'generator',
    () =>
      (function* () {
        yield alarm('next')();
      })(),
  ],
  [
    'promise',
    ({ draw }) => draw.pick<() => unknown>([() => Promise.resolve(1), () => new Promise(() => {})])(),
  ],
  [
    'weak',
    ({ draw }) =>
      draw.pick<() => object>([
        () => new WeakMap(),
        () => new WeakSet(),
        () => new WeakRef({}),
        () => new FinalizationRegistry(() => {}),
      ])(),
  ],
  [
    'url',
    ({ draw }) =>
      draw.pick<() => object>([
        () => new URL('https://a.b/?c=d'),
        () => new URLSearchParams('a=1&a=2'),
        () => new Headers(),
      ])(),
  ],
  ['module', ({ draw }) => draw.pick(OF_PROCESS)],
  [
    'platform',
    ({ draw }) =>
      draw.pick<() => object>([
        () => new AbortController(),
        () => new TextDecoder(),
        () => new Intl.NumberFormat(),
        () => new Blob(['a']),
        () => new Event('x'),
        () => [][Symbol.iterator](),
        () => new DOMException('x', 'N'),
      ])(),
  ],
  ['huge array', () => HUGE],
  [
    'revoked',
    () => {
      const { proxy, revoke } = Proxy.revocable({}, {});
      revoke();
      return proxy;
    },
  ],
  ['pretender', ({ draw }) => Object.create(draw.pick(CLASSES).prototype as object) as object],
];

function movingBytes({ draw }: Making): object {
  const Resizable = ArrayBuffer as unknown as new (
    bytes: number,
    options: object,
  ) => ArrayBuffer & { resize(bytes: number): void };
  const buffer = new Resizable(8, { maxByteLength: 16 });
  const view = draw.pick<() => ArrayBufferView>([
    () => new Uint8Array(buffer),
    () => new Uint8Array(buffer, 4, 4),
    () => new DataView(buffer, 2),
  ])();
  buffer.resize(draw.pick([16, 0, 5, 8]));
  return view;
}

function lostView(): DataView {
  const view = new DataView(new ArrayBuffer(8));
  structuredClone(view.buffer, { transfer: [view.buffer as ArrayBuffer] });
  return view;
}

/** A buffer whose memory somebody else has now. */
function given(bytes: number): ArrayBuffer {
  const buffer = new ArrayBuffer(bytes);
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
}
