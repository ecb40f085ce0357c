import { createAnswerReader } from '../../src/capture/llm/wire/answer-reader.ts';
import { createContentDecoder } from '../../src/capture/llm/wire/content-decoder.ts';
import { createEventStreamReader } from '../../src/capture/llm/wire/event-stream.ts';
import { createNdjsonReader } from '../../src/capture/llm/wire/ndjson.ts';
import { parseJson } from '../../src/capture/llm/wire/parse-json.ts';
import { readRequest } from '../../src/capture/llm/wire/read-request.ts';
import { createRepeatParser } from '../../src/capture/llm/wire/repeat-parser.ts';
import { createSseReader } from '../../src/capture/llm/wire/sse.ts';
import type { AnswerReading, ByteReader } from '../../src/capture/llm/wire/types.ts';
import { ensure, ensureSame, type Target } from './target.ts';
import { drawWire, type PackedCase, type StreamCase } from './wire-cases.ts';
import { awsPayloads, linesOf, sseEvents } from './wire-reference.ts';

const MAX_TEXT_CHARS = 4_400;
const MAX_NAME_CHARS = 200;
const MAX_TOOLS = 50;
/** What a decoder may give of a body that packs so well that it must be a bomb, in bytes. */
const MAX_UNPACKED = 1_048_576 + 16_384;

/** Any bytes from a model's server, in any chunks: what is understood does not depend on the chunks, and no whole event is lost. */
export function createSseTarget(): Target<StreamCase | PackedCase> {
  return {
    name: 'sse',
    generate: drawWire,
    check(given) {
      if (given.kind === 'packed') checkPacked(given);
      else checkStream(given);
    },
    show: ({ bytes, ...rest }) =>
      `${JSON.stringify(rest)}\n  ${JSON.stringify(bytes.toString('latin1').slice(0, 4000))}`,
  };
}

function checkStream(given: StreamCase): void {
  const { bytes, cuts, words, tokens, contentType } = given;
  const whole = answer(given, []);
  const inChunks = answer(given, cuts);
  ensureSame(inChunks, whole, 'an answer in chunks and whole');
  checkReading(whole);
  const said = whole.response?.text ?? '';
  let at = 0;
  for (const word of words) {
    const found = said.indexOf(word, at);
    // Of a long answer the beginning is kept.
    if (found === -1 && said.length === MAX_TEXT_CHARS) break;
    ensure(found !== -1, 'an untouched event was lost', () => [word, said]);
    at = found + word.length;
  }
  if (tokens !== undefined) {
    ensureSame([whole.tokens.input, whole.tokens.output], tokens, 'the tokens of an untouched stream');
    const text = words.join('');
    ensureSame(said, text.slice(0, MAX_TEXT_CHARS), 'the text of an untouched stream');
    ensureSame(whole.response?.chars ?? 0, text.length, 'the length of its text');
    ensure(whole.isComplete, 'an untouched stream that did not end');
  }
  if (contentType.includes('amazon')) checkAws(bytes, cuts);
  else checkText(given);
}

/** One of three looks a case, which share its cost. */
function checkText(given: StreamCase): void {
  const way = given.bytes.length % 3;
  if (way === 0) checkLines(given);
  else if (way === 1) checkEvents(given);
  else checkValues(given);
}

function checkEvents({ bytes, cuts }: StreamCase): void {
  const given: (readonly [string, string | undefined])[] = [];
  const fail = (): void => ensure(false, 'an event that is too long');
  feed(
    createSseReader((data, event) => given.push([data, event]), fail),
    bytes,
    cuts,
  );
  ensureSame(given, sseEvents(bytes), 'server-sent events, read and as the format has them');
}

function checkLines({ bytes, cuts }: StreamCase): void {
  const lines: string[] = [];
  const fail = (): void => ensure(false, 'a line that is too long');
  feed(
    createNdjsonReader((line) => lines.push(line), fail),
    bytes,
    cuts,
  );
  const expected = linesOf(bytes).filter((line) => line !== '');
  ensureSame(lines, expected, 'lines of JSON, read and as the format has them');
}

/** What events hold is parsed as JSON is, and as a request it does no harm. */
function checkValues({ bytes, format }: StreamCase): void {
  const events = sseEvents(bytes);
  const parse = createRepeatParser();
  for (const [data] of events)
    ensureSame(parse(data), parseJson(data), 'an event, parsed as one like that before it');
  const { prompt } = readRequest({ format }, events[0]?.[0] ?? '');
  ensure((prompt?.text.length ?? 0) <= MAX_TEXT_CHARS, 'a prompt that is too long');
}

function checkAws(bytes: Buffer, cuts: readonly number[]): void {
  const given: string[] = [];
  const fail = (): void => ensure(false, 'a message that is too long');
  feed(
    createEventStreamReader((_, payload) => given.push(Buffer.from(payload).toString('latin1')), fail),
    bytes,
    cuts,
  );
  ensureSame(given, awsPayloads(bytes), 'messages, read and as the format has them');
}

function answer({ format, status, contentType, bytes }: StreamCase, cuts: readonly number[]): AnswerReading {
  const header = (name: string): string | undefined => (name === 'content-type' ? contentType : undefined);
  const reader = createAnswerReader({ format }, { status, header });
  feed({ add: (chunk) => reader.add(chunk), end: () => {} }, bytes, cuts);
  return reader.finish();
}

/** Gives the reader the bytes in chunks, each of which is used for something else at once. */
function feed(reader: ByteReader, bytes: Buffer, cuts: readonly number[]): void {
  let from = 0;
  for (let i = 0; i <= cuts.length; i += 1) {
    const to = cuts[i] ?? bytes.length;
    const chunk = Uint8Array.prototype.slice.call(bytes, from, to);
    reader.add(chunk);
    chunk.fill(0x21);
    from = to;
  }
  reader.end();
}

/** Whatever came: bounded, and no number that is none. */
function checkReading({ tokens, tools, response, model, error }: AnswerReading): void {
  const { input, output, total, cached = null, reasoning = null } = tokens;
  for (const count of [input, output, total, cached, reasoning])
    ensure(
      count === null || (Number.isSafeInteger(count) && count >= 0),
      'a count that is none',
      () => tokens,
    );
  ensure(total === null || total >= (input ?? 0) + (output ?? 0), 'a total below its parts', () => tokens);
  ensure(
    tools.length <= MAX_TOOLS && tools.every((name) => name.length <= MAX_NAME_CHARS),
    'tools without bounds',
  );
  const { text = '', chars = 0 } = response ?? {};
  ensure(text.length <= MAX_TEXT_CHARS && chars >= text.length, 'a response without bounds');
  ensure(
    (model ?? '').length <= MAX_NAME_CHARS && (error?.type ?? '').length <= MAX_NAME_CHARS,
    'names without bounds',
  );
  ensure((error?.msg ?? '').length <= MAX_TEXT_CHARS, 'a message without bounds');
}

/** A body that is corrupt gives some beginning of what can be read of it, the more the smaller its chunks are. */
function checkPacked({ coding, bytes, cuts, text }: PackedCase): void {
  const whole = unpack(coding, bytes, []);
  const inChunks = unpack(coding, bytes, cuts);
  if (text === undefined) {
    ensure(
      inChunks.startsWith(whole) || whole.startsWith(inChunks),
      'a corrupt body, unpacked in chunks and whole',
    );
  } else {
    ensureSame(whole === text && inChunks === text, true, 'a body was unpacked to its text');
  }
  const most = Math.max(MAX_UNPACKED, bytes.length * 200 + 16_384);
  ensure(Math.max(whole.length, inChunks.length) <= most, 'a bomb was unpacked');
}

function unpack(coding: string, bytes: Buffer, cuts: readonly number[]): string {
  const parts: Buffer[] = [];
  let ends = 0;
  const target: ByteReader = {
    add: (chunk) => parts.push(Buffer.from(chunk)),
    end: () => {
      ends += 1;
    },
  };
  feed(createContentDecoder(coding, target), bytes, cuts);
  ensureSame(ends, 1, 'times that the end was told');
  return Buffer.concat(parts).toString('utf8');
}
