import { utf8Slice, viewOf } from '../../../base/held-bytes.ts';
import { createBoundedBytes } from './bounded-bytes.ts';
import { type LongText, MAX_WHOLE_BYTES } from './long-text.ts';
import { createSafeReader } from './safe-reader.ts';
import type { ByteReader } from './types.ts';

const PRELUDE_BYTES = 12;
const CRC_BYTES = 4;
/** The format's own limit, 128 KiB. */
const MAX_HEADERS_BYTES = 131_072;
/** A message is kept while it comes in where its payload is no longer than `MAX_WHOLE_BYTES`. */
const MAX_FRAME_BYTES = PRELUDE_BYTES + MAX_HEADERS_BYTES + MAX_WHOLE_BYTES + CRC_BYTES;

const BYTES_TYPE = 6;
const STRING_TYPE = 7;
/** The length of a header's value by its type, where that alone decides it: the booleans, numbers, time and UUID. */
const VALUE_BYTES: readonly (number | undefined)[] = [0, 0, 1, 2, 4, 8, undefined, undefined, 8, 16];

/**
 * AWS's binary event stream. `onMessage` gets the headers that are strings and the payload, which is to be read within
 * the call. Of a payload beyond 1 MiB `onLong` gets both ends. The prelude's checksum is tested, the message's is not:
 * a prelude that is wrong ends the reading for good.
 * @see https://docs.aws.amazon.com/transcribe/latest/dg/event-stream.html
 */
export function createEventStreamReader(
  onMessage: (headers: Readonly<Record<string, string>>, payload: Uint8Array) => void,
  onLong: (long: LongText) => void,
): ByteReader {
  const frame = createBoundedBytes(MAX_FRAME_BYTES);
  const longPayload = createBoundedBytes();
  let isBad = false;
  // The frame that is being read: 0 while its prelude is not whole.
  let totalBytes = 0;
  let headersBytes = 0;
  // Of a frame with a long payload: what of it has come.
  let longAt = 0;

  function readPrelude(bytes: Uint8Array, at: number): void {
    totalBytes = uint32(bytes, at);
    headersBytes = uint32(bytes, at + 4);
    isBad =
      crc32(bytes, at, at + 8) !== uint32(bytes, at + 8) ||
      headersBytes > MAX_HEADERS_BYTES ||
      totalBytes < PRELUDE_BYTES + headersBytes + CRC_BYTES;
  }

  function isLong(): boolean {
    return totalBytes - headersBytes - PRELUDE_BYTES - CRC_BYTES > MAX_WHOLE_BYTES;
  }

  function giveMessage(bytes: Uint8Array, at: number): void {
    const payloadAt = at + PRELUDE_BYTES + headersBytes;
    const payload = viewOf(bytes, payloadAt, at + totalBytes - CRC_BYTES);
    totalBytes = 0;
    onMessage(readHeaders(bytes, at + PRELUDE_BYTES, payloadAt), payload);
  }

  function keepLong(bytes: Uint8Array, from: number, count: number): number {
    const left = totalBytes - longAt;
    const to = count - from > left ? from + left : count;
    const start = from + PRELUDE_BYTES + headersBytes - longAt;
    const end = from + totalBytes - CRC_BYTES - longAt;
    const keepFrom = start > from ? start : from;
    const keepTo = end < to ? end : to;
    if (keepFrom < keepTo) longPayload.keep(bytes, keepFrom, keepTo);
    longAt += to - from;
    if (longAt === totalBytes) giveLong();
    return to;
  }

  function giveLong(): void {
    const text = longPayload.text();
    longPayload.clear();
    totalBytes = 0;
    longAt = 0;
    if (typeof text !== 'string') onLong(text);
  }

  /** Moves what is missing of the first `wanted` bytes of a frame into `frame`. */
  function fill(bytes: Uint8Array, from: number, count: number, wanted: number): number {
    const missing = wanted - frame.size();
    const to = count - from > missing ? from + missing : count;
    frame.keep(bytes, from, to);
    return to;
  }

  /** Goes on with a frame that began in an earlier chunk. */
  function goOn(bytes: Uint8Array, count: number): number {
    let at = 0;
    if (totalBytes === 0) {
      at = fill(bytes, 0, count, PRELUDE_BYTES);
      if (frame.size() < PRELUDE_BYTES) return at;
      readPrelude(frame.bytes(), 0);
      if (isBad) {
        frame.clear();
        return count;
      }
      if (isLong()) {
        frame.clear();
        longAt = PRELUDE_BYTES;
      }
    }
    if (longAt > 0) return keepLong(bytes, at, count);
    at = fill(bytes, at, count, totalBytes);
    if (frame.size() === totalBytes) {
      giveMessage(frame.bytes(), 0);
      frame.clear();
    }
    return at;
  }

  function add(bytes: Uint8Array, count: number): void {
    if (isBad) return;
    let at = frame.size() > 0 || longAt > 0 ? goOn(bytes, count) : 0;
    while (at < count) {
      if (count - at < PRELUDE_BYTES) break;
      readPrelude(bytes, at);
      if (isBad) return;
      if (isLong()) at = keepLong(bytes, at, count);
      else if (count - at < totalBytes) break;
      else {
        const next = at + totalBytes;
        giveMessage(bytes, at);
        at = next;
      }
    }
    if (at < count) frame.keep(bytes, at, count);
  }

  return createSafeReader(add, () => {});
}

/** The headers that are strings, up to the first that makes no sense. */
function readHeaders(bytes: Uint8Array, from: number, to: number): Record<string, string> {
  const headers: Record<string, string> = Object.create(null);
  let at = from;
  while (at < to) {
    const nameAt = at + 1;
    const typeAt = nameAt + (bytes[at] as number);
    if (typeAt >= to) break;
    const type = bytes[typeAt] as number;
    const isSized = type === STRING_TYPE || type === BYTES_TYPE;
    if (isSized && typeAt + 3 > to) break;
    const valueAt = isSized ? typeAt + 3 : typeAt + 1;
    const length = isSized
      ? (bytes[typeAt + 1] as number) * 256 + (bytes[typeAt + 2] as number)
      : VALUE_BYTES[type];
    if (length === undefined || valueAt + length > to) break;
    at = valueAt + length;
    if (type === STRING_TYPE) headers[utf8Slice(bytes, nameAt, typeAt)] = utf8Slice(bytes, valueAt, at);
  }
  return headers;
}

function uint32(bytes: Uint8Array, at: number): number {
  const high = (bytes[at] as number) * 256 + (bytes[at + 1] as number);
  return high * 65_536 + (bytes[at + 2] as number) * 256 + (bytes[at + 3] as number);
}

/** CRC-32 as zlib and Ethernet have it; eight bytes do not deserve a table. */
function crc32(bytes: Uint8Array, from: number, to: number): number {
  let crc = -1;
  for (let i = from; i < to; i++) {
    crc ^= bytes[i] as number;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (-(crc & 1) & 0xedb88320);
  }
  return ~crc >>> 0;
}
