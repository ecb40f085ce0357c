import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as zlib from 'node:zlib';
import { createContentDecoder } from '../../../../src/capture/llm/wire/content-decoder.ts';
import type { ByteReader } from '../../../../src/capture/llm/wire/types.ts';
import { fc } from '../../../properties.ts';
import { assertHoweverCut, cut, type Open, RUNS } from './feed.ts';

type Pack = (bytes: Uint8Array) => Buffer;

const { zstdCompressSync: zstd } = zlib as unknown as { zstdCompressSync?: Pack };
const PACKS: readonly (readonly [coding: string, pack: Pack])[] = [
  ['gzip', zlib.gzipSync],
  ['x-gzip', zlib.gzipSync],
  ['deflate', zlib.deflateSync],
  ['deflate', zlib.deflateRawSync],
  ['br', zlib.brotliCompressSync],
  ...(zstd === undefined ? [] : [['zstd', zstd] as const]),
];

interface Target extends ByteReader {
  bytes: number;
  ends: number;
  readonly text: string;
}

function createTarget(): Target {
  const chunks: Buffer[] = [];
  return {
    bytes: 0,
    ends: 0,
    add(bytes) {
      this.bytes += bytes.length;
      if (this.bytes < 1e6) chunks.push(Buffer.from(bytes));
    },
    end() {
      this.ends++;
    },
    get text() {
      return Buffer.concat(chunks).toString();
    },
  };
}

/** Tells the whole text at the end. */
function opening(encoding: string): Open<string> {
  return (list) => {
    const target = createTarget();
    return createContentDecoder(encoding, {
      add: (bytes) => target.add(bytes),
      end: () => list.push(target.text),
    });
  };
}

function decoded(encoding: string, chunks: readonly Uint8Array[]): Target {
  const target = createTarget();
  const reader = createContentDecoder(encoding, target);
  for (const chunk of chunks) reader.add(chunk);
  reader.end();
  assert.equal(target.ends, 1);
  return target;
}

const TEXT = 'data: {"a":"größe 😀"}\n\n'.repeat(20);

for (const [coding, pack] of PACKS) {
  test(`${coding} (${pack.name}) is decoded wherever it is cut`, () => {
    assertHoweverCut(opening(coding), pack(Buffer.from(TEXT)), [TEXT]);
    assertHoweverCut(opening(coding), pack(Buffer.alloc(0)), ['']);
  });

  test(`${coding} (${pack.name}) of 300 KB is decoded within the call that brings its last byte`, () => {
    const target = createTarget();
    const reader = createContentDecoder(coding, target);
    const text = Array.from({ length: 30_000 }, (_, i) => `line ${i}`).join('\n');
    for (const chunk of cut(pack(Buffer.from(text)), [1400])) reader.add(chunk);
    assert.equal(target.text, text);
    assert.equal(target.ends, 0);
  });

  test(`${coding} (${pack.name}) that breaks off gives what came`, () => {
    const packed = pack(Buffer.from(TEXT));
    const { text } = decoded(coding, [packed.subarray(0, -6)]);
    assert.ok(TEXT.startsWith(text));
  });

  test(`junk behind the end of ${coding} (${pack.name}) is not decoded`, () => {
    assert.equal(
      decoded(coding, [pack(Buffer.from(TEXT)), Buffer.from('junk'), Buffer.from('more')]).text,
      TEXT,
    );
  });

  test(`any damage of ${coding} (${pack.name}) is borne, and nothing comes up later`, async () => {
    const packed = pack(Buffer.from(TEXT));
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(packed.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 1, max: 60 }),
        (damage, size) => {
          const bad = Buffer.from(packed);
          for (const [at, byte] of damage) bad[at] = byte;
          decoded(coding, cut(bad, [size]));
        },
      ),
      RUNS,
    );
    await new Promise((resolve) => setTimeout(resolve, 5));
  });

  test(`a bomb in ${coding} (${pack.name}) is given up early`, () => {
    const packed = pack(Buffer.alloc(64 * 1_048_576));
    const { bytes } = decoded(coding, cut(packed, [65_536]));
    assert.ok(
      bytes <= 1_048_576 + 16_384 || bytes <= packed.length * 200 + 16_384,
      `${bytes} of ${packed.length}`,
    );
  });
}

test('any bytes are borne as any coding', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...PACKS.map(([coding]) => coding)),
      fc.array(fc.uint8Array({ maxLength: 50 })),
      (coding, chunks) => {
        decoded(coding, chunks);
      },
    ),
    RUNS,
  );
});

test('several members of gzip are one text, in one chunk or in several', () => {
  const members = [zlib.gzipSync('one '), zlib.gzipSync(''), zlib.gzipSync('two')];
  assertHoweverCut(opening('gzip'), Buffer.concat(members), ['one two']);
  assert.equal(decoded('gzip', members).text, 'one two');
  assert.equal(decoded('gzip', [...members, Buffer.alloc(100)]).text, 'one two');
});

test('each event of a flushed stream comes with its own chunk', async () => {
  const gzip = zlib.createGzip();
  const target = createTarget();
  const reader = createContentDecoder('gzip', target);
  gzip.on('data', (chunk: Buffer) => reader.add(chunk));
  for (const text of ['data: 1\n\n', 'data: 2\n\n', 'data: 3\n\n']) {
    gzip.write(text);
    await new Promise<void>((resolve) => gzip.flush(resolve));
    await new Promise((resolve) => setImmediate(resolve));
    assert.ok(target.text.endsWith(text));
  }
  gzip.destroy();
  reader.end();
});

test('several codings are taken off from the last to the first', () => {
  const packed = zlib.brotliCompressSync(zlib.gzipSync(TEXT));
  assertHoweverCut(opening('gzip, br'), packed, [TEXT]);
  assertHoweverCut(opening(' GZIP ,identity,, Br\t'), packed, [TEXT]);
});

test('a bomb within a bomb counts with all that it makes', () => {
  const packed = zlib.gzipSync(zlib.gzipSync(Buffer.alloc(64 * 1_048_576)));
  assert.ok(decoded('gzip, gzip', [packed]).bytes <= 1_048_576 + 16_384);
});

for (const encoding of ['', 'identity', ' Identity , identity']) {
  test(`with ${JSON.stringify(encoding)} the bytes are handed on as they are`, () => {
    assert.equal(decoded(encoding, [Buffer.from(TEXT)]).text, TEXT);
  });
}

for (const encoding of ['compress', 'gzip, unknown', 'gzip br', 'gzip,'.repeat(6), 'toString', '__proto__']) {
  test(`with ${JSON.stringify(encoding)} nothing is decoded and the end is heard`, () => {
    assert.equal(decoded(encoding, [zlib.gzipSync(TEXT)]).text, '');
  });
}

test('a thousand streams that were opened, broken or ended hold no memory', () => {
  const packed = zlib.gzipSync(TEXT);
  const run = (): void => {
    for (let i = 0; i < 1000; i++) {
      decoded('gzip', [packed]);
      decoded('gzip', [packed.subarray(0, 30)]);
      decoded('br', [packed]);
    }
  };
  run();
  const before = process.memoryUsage().rss;
  run();
  run();
  // Each stream of these holds some 50 KB until it is closed.
  assert.ok(process.memoryUsage().rss - before < 60_000_000, `${process.memoryUsage().rss - before} bytes`);
});

test('nothing is left open that would keep the process alive', () => {
  const before = process.getActiveResourcesInfo().length;
  createContentDecoder('gzip', createTarget()).add(zlib.gzipSync(TEXT).subarray(0, 20));
  assert.equal(process.getActiveResourcesInfo().length, before);
});
