import type { ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { constants, createBrotliCompress, createDeflate, createGzip } from 'node:zlib';
import type { Delivery } from './scenarios.ts';
import type { WireAnswer } from './wire.ts';

/** Time enough for what was written to have reached the client before the socket closes. */
const SETTLE_MS = 25;
const SLOW_MS = 4;

const ENCODERS = {
  gzip: () => createGzip(),
  deflate: () => createDeflate(),
  br: () => createBrotliCompress({ params: { [constants.BROTLI_PARAM_QUALITY]: 1 } }),
} as const;

/** How an answer is to be sent. */
export interface Sending {
  readonly delivery: Delivery;
  /** `gzip`, `br`, `deflate`, `split` (three bytes a write), `crlf`. */
  readonly flags: ReadonlySet<string>;
  /** Waits behind each piece until the client says that it has it. */
  readonly gate?: Gate | undefined;
}

/** Where an answer waits for its client. */
export interface Gate {
  /** Told to the client in the header `x-gate`. */
  readonly id: string;
  pass(response: ServerResponse): Promise<void>;
}

/** Sends an answer as the scenario and the flags want it. */
export async function deliver(
  response: ServerResponse,
  answer: WireAnswer,
  { delivery, flags, gate }: Sending,
): Promise<void> {
  if (delivery === 'hang') return;
  if (delivery === 'reset') {
    response.socket?.destroy();
    return;
  }
  const { status = 200, headers, pieces } = answer;
  const encoding = (['gzip', 'br', 'deflate'] as const).find((name) => flags.has(name));
  const encoded = encoding === undefined ? {} : { 'content-encoding': encoding };
  const isWhole =
    delivery === 'whole' && pieces.length === 1 && encoding === undefined && !flags.has('split');
  const length = isWhole ? { 'content-length': `${Buffer.byteLength(pieces[0] ?? '')}` } : {};
  response.writeHead(status, { ...headers, ...encoded, ...length, ...(gate && { 'x-gate': gate.id }) });
  const chosen = choose(answer, delivery).map((piece) => toBytes(piece, flags));
  const write = encoding === undefined ? plainWriter(response) : encodingWriter(response, encoding);
  for (const piece of chosen) {
    for (const part of flags.has('split') ? inThrees(piece) : [piece]) {
      if (response.destroyed) return;
      await write(part);
      await gate?.pass(response);
    }
    if (delivery === 'slow') await sleep(SLOW_MS);
  }
  if (delivery === 'stall') return;
  if (delivery === 'broken') {
    await sleep(SETTLE_MS);
    response.socket?.destroy();
    return;
  }
  await write(undefined);
}

function choose({ pieces, lastWords = 1 }: WireAnswer, delivery: Delivery): WireAnswer['pieces'] {
  if (delivery === 'cut') return pieces.slice(0, -lastWords);
  if (delivery !== 'broken' && delivery !== 'stall') return pieces;
  const [only] = pieces;
  if (pieces.length === 1 && only !== undefined) return [only.slice(0, only.length >> 1)];
  return pieces.slice(0, delivery === 'stall' ? Math.min(4, pieces.length) : -Math.max(lastWords, 2));
}

function toBytes(piece: string | Uint8Array, flags: ReadonlySet<string>): Buffer {
  if (typeof piece !== 'string') return Buffer.from(piece);
  return Buffer.from(flags.has('crlf') ? piece.replaceAll('\n', '\r\n') : piece);
}

/** Three bytes at a time cut through characters, lines and numbers. */
function inThrees(piece: Buffer): Buffer[] {
  return Array.from({ length: Math.ceil(piece.length / 3) }, (_, i) => piece.subarray(i * 3, i * 3 + 3));
}

type Write = (piece: Buffer | undefined) => Promise<void>;

function plainWriter(response: ServerResponse): Write {
  // A client that went away leaves the callback of a write uncalled.
  const closed = new Promise<void>((resolve) => response.once('close', () => resolve()));
  return (piece) => {
    const written = new Promise<void>((resolve) => {
      if (piece === undefined) response.end(() => resolve());
      else response.write(piece, () => setImmediate(resolve));
    });
    return Promise.race([written, closed]);
  };
}

/** Each piece is flushed by itself, as a server does that streams. */
function encodingWriter(response: ServerResponse, encoding: keyof typeof ENCODERS): Write {
  const encoder = ENCODERS[encoding]();
  encoder.on('data', (bytes: Buffer) => response.write(bytes));
  return (piece) =>
    new Promise((resolve) => {
      if (piece === undefined) {
        encoder.once('end', () => response.end(resolve));
        encoder.end();
      } else {
        encoder.write(piece);
        encoder.flush(() => setImmediate(resolve));
      }
    });
}
