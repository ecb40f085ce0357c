import * as zlib from 'node:zlib';
import type { WireFormat } from '../../src/capture/llm/wire/types.ts';
import type { Draw } from './draw.ts';
import { DIALECTS } from './model-streams.ts';
import { mutate } from './mutate.ts';

/** A stream of a provider's, in whatever state. */
export interface StreamCase {
  readonly kind: 'stream';
  readonly format: WireFormat;
  readonly contentType: string;
  readonly status: number;
  readonly bytes: Buffer;
  /** Where the chunks begin. */
  readonly cuts: readonly number[];
  /** The words of the events that nobody touched, in their order. */
  readonly words: readonly string[];
  /** What is to come of it, where nothing was touched. */
  readonly tokens: readonly [input: number, output: number] | undefined;
}

/** A compressed body, in whatever state. */
export interface PackedCase {
  readonly kind: 'packed';
  readonly coding: string;
  readonly bytes: Buffer;
  readonly cuts: readonly number[];
  /** What it is to be unpacked to, where nothing was touched. */
  readonly text: string | undefined;
}

type Pack = (bytes: Uint8Array) => Buffer;
const { zstdCompressSync: zstd } = zlib as unknown as { zstdCompressSync?: Pack };
const PACKS: readonly (readonly [coding: string, pack: Pack])[] = [
  ['gzip', zlib.gzipSync],
  ['deflate', zlib.deflateSync],
  ['deflate', zlib.deflateRawSync],
  ['br', zlib.brotliCompressSync],
  ['gzip, br', (bytes) => zlib.brotliCompressSync(zlib.gzipSync(bytes))],
  ...(zstd === undefined ? [] : [['zstd', zstd] as const]),
];
const TEXTS = [
  '',
  'x',
  'data: {"a":"größe"}\n\n'.repeat(9),
  'abcdefghij'.repeat(3000),
  ' '.repeat(4_000_000),
];
const PACKED = PACKS.flatMap(([coding, pack]) =>
  TEXTS.map((text) => ({ coding, text, bytes: pack(Buffer.from(text)).toString('latin1') })),
);
/** The last text is one that is not to be unpacked whole. */
const BOMB = TEXTS.at(-1);

/** Pieces of a stream: words of the grammars, and values that steer who reads them. */
const TOKENS: readonly string[] = [
  ...[
    '\n\n',
    '\r\n\r\n',
    '\r',
    'data: ',
    'data:',
    'event: error\n',
    'id: 1\n',
    ': ping\n\n',
    'data: [DONE]\n\n',
  ],
  ...[
    '"usage":{"prompt_tokens":-1,"completion_tokens":7},',
    '"usage":null,',
    '"input_tokens":9007199254740993,',
  ],
  ...[
    '"prompt_tokens":-5,',
    '"completion_tokens":1.5,',
    '"total_tokens":3,',
    '"total_tokens":"7",',
    '"output_tokens":1e999,',
  ],
  ...['"cache_read_input_tokens":5,', '"eval_count":-1,', '"inputTokens":-9,', '"thoughtsTokenCount":4,'],
  ...[
    '"choices":[null],',
    '"choices":[{"index":0,"delta":7}],',
    '"type":"message_stop",',
    '"done":true,',
    '"candidates":{},',
  ],
  ...['"error":{"message":"no","type":"x"},', '"error":"e",', '\xff\xfe', '\\ud83d', '\xc3', ' '],
];
const WORDS: readonly string[] = [
  '',
  'é',
  '😀',
  '\\"',
  '\n',
  '\u2028',
  'data: ',
  '[DONE]',
  '\ufffd',
  '{"a":1}',
  '\0',
  'x'.repeat(900),
  'é'.repeat(1500),
];
const OTHER_TYPES: readonly string[] = ['', 'text/plain', 'application/json', 'application/octet-stream'];
const STATUSES: readonly number[] = [200, 200, 200, 200, 429, 500];
/** Each word of a stream begins with its number. */
const WORD_BEGINS = /"w([0-9])/;
const PACKED_EVERY = 100;

/** A stream of a few events, or seldom a compressed body. */
export function drawWire(draw: Draw): StreamCase | PackedCase {
  return draw.oneIn(PACKED_EVERY) ? drawPacked(draw) : drawStream(draw);
}

function drawStream(draw: Draw): StreamCase {
  const dialect = draw.pick(DIALECTS);
  // A binary message needs no end, and says by its type alone what it is.
  const isText = dialect.end !== '';
  const end =
    isText && draw.oneIn(3)
      ? dialect.end.replaceAll('\n', draw.pick(dialect.end === '\n' ? ['\r\n'] : ['\r\n', '\r']))
      : dialect.end;
  const contentType = isText && draw.oneIn(4) ? draw.pick(OTHER_TYPES) : dialect.contentType;
  const said = Array.from({ length: draw.below(5) }, (_, i) => `w${i}${draw.pick(WORDS)} `);
  const [input, output] = [draw.below(1e6), draw.below(1e4)];
  const values = dialect.values(said, input, output);
  const pieces: string[] = [];
  const words: string[] = [];
  let isTouched = false;
  values.forEach((value, i) => {
    const [, at] = WORD_BEGINS.exec(JSON.stringify(value)) ?? [];
    const word = at === undefined ? undefined : said[Number(at)];
    // How a stream begins says what it is.
    if (i > 0 && draw.oneIn(5)) {
      isTouched = true;
      pieces.push(touched(value));
    } else {
      pieces.push(dialect.frame(value) + end);
      if (word !== undefined) words.push(word);
    }
  });
  let bytes = pieces.join('');
  const isDamaged = draw.oneIn(4);
  if (isDamaged) bytes = mutate(bytes, draw, TOKENS);
  const status = draw.pick(STATUSES);
  const isWhole = !isTouched && !isDamaged && status === 200;
  return {
    kind: 'stream',
    format: dialect.format,
    contentType,
    status,
    bytes: Buffer.from(bytes, 'latin1'),
    cuts: drawCuts(draw, bytes),
    words: isDamaged || status !== 200 ? [] : words,
    tokens: isWhole ? [input, output] : undefined,
  };

  /** An event with changes in it, which ends all the same. */
  function touched(value: unknown): string {
    if (isText) return mutate(dialect.frame(value), draw, TOKENS) + end;
    // A message of a binary stream says its own length: what is in it changes.
    const text = typeof value === 'string' ? value : JSON.stringify(value);
    return dialect.frame(mutate(text, draw, TOKENS));
  }
}

function drawPacked(draw: Draw): PackedCase {
  const { coding, text, bytes } = draw.pick(PACKED);
  const isTouched = draw.oneIn(2);
  const packed = isTouched ? mutate(bytes, draw, [bytes], [bytes]) : bytes;
  return {
    kind: 'packed',
    coding,
    bytes: Buffer.from(packed, 'latin1'),
    cuts: drawCuts(draw, packed),
    text: isTouched || text === BOMB ? undefined : text,
  };
}

/** Where chunks begin: at some places, many of them within the end of a line, or at every byte. */
function drawCuts(draw: Draw, text: string): number[] {
  const { length } = text;
  if (length < 300 && draw.oneIn(16)) return Array.from({ length }, (_, i) => i);
  const cuts = Array.from({ length: draw.below(6) }, () => {
    const at = draw.below(length + 1);
    const end = draw.oneIn(3) ? text.indexOf('\r', at) : -1;
    return end === -1 ? at : end + 1;
  });
  return cuts.sort((a, b) => a - b);
}
