import { charCodeAt, indexOf, slice, toLowerCase } from '../../../base/held.ts';
import { newBytes, viewOf } from '../../../base/held-bytes.ts';
import { type Compression, type Inflater, openInflater } from './inflater.ts';
import { createSafeReader } from './safe-reader.ts';
import type { ByteReader } from './types.ts';

const OUTPUT_BYTES = 16_384;
/** More codings in a row are no honest answer; Node's fetch draws the line at the same number. */
const MAX_CODINGS = 5;
/**
 * What may come out: 1 MiB, and two hundred times what came in, and never more than 256 MiB. A stream of events packs
 * to a tenth or a fiftieth; deflate's limit is a thousandth, that of the others a millionth. So a bomb of 64 KiB holds the
 * thread for some 10 ms, and one of any size for less than a second in all.
 */
const FREE_OUTPUT_BYTES = 1_048_576;
const MAX_RATIO = 200;
const MAX_OUTPUT_BYTES = 268_435_456;

/** Output of all codings of one body against its bytes on the wire. */
interface Allowance {
  input: number;
  output: number;
}

/**
 * A reader of a body's bytes that gives `target` the decoded ones, in the same call; they are to be read within it.
 * @param encoding The `content-encoding` header: `gzip`, `x-gzip`, `deflate`, `br`, `zstd`, `identity`, or several with commas.
 * Where a coding is unknown, the data are corrupt or suspiciously large, nothing more is decoded and `target` only hears of
 * the end.
 */
export function createContentDecoder(encoding: string, target: ByteReader): ByteReader {
  const codings = splitCodings(encoding);
  if (codings === undefined) return createSafeReader(ignore, () => target.end());
  if (codings.length === 0) return target;
  const allowance: Allowance = { input: 0, output: 0 };
  let reader = target;
  for (let i = 0; i < codings.length; i++) {
    reader = createDecoder(codings[i] as Compression, reader, allowance);
  }
  const outermost = reader;
  return createSafeReader(
    (bytes, count) => {
      allowance.input += count;
      outermost.add(bytes);
    },
    () => outermost.end(),
  );
}

function ignore(): void {}

/** The codings in the order in which they were applied; `undefined` where one of them is unknown. */
function splitCodings(encoding: string): Compression[] | undefined {
  const codings: Compression[] = [];
  let from = 0;
  while (from <= encoding.length) {
    const comma = indexOf(encoding, ',', from);
    const to = comma < 0 ? encoding.length : comma;
    const name = trimmed(encoding, from, to);
    from = to + 1;
    if (name === '' || name === 'identity') continue;
    const coding = name === 'x-gzip' ? 'gzip' : name;
    if (coding !== 'gzip' && coding !== 'deflate' && coding !== 'br' && coding !== 'zstd') return undefined;
    if (codings.length === MAX_CODINGS) return undefined;
    codings[codings.length] = coding;
  }
  return codings;
}

function trimmed(text: string, from: number, to: number): string {
  let start = from;
  let end = to;
  while (start < end && charCodeAt(text, start) <= 32) start++;
  while (end > start && charCodeAt(text, end - 1) <= 32) end--;
  return toLowerCase(slice(text, start, end));
}

function createDecoder(coding: Compression, target: ByteReader, allowance: Allowance): ByteReader {
  let inflater: Inflater | undefined;
  let output: Uint8Array | undefined;
  let isDone = false;

  function close(): void {
    isDone = true;
    inflater?.close();
    inflater = undefined;
    output = undefined;
  }

  function decode(active: Inflater, out: Uint8Array, bytes: Uint8Array, count: number): void {
    let at = 0;
    // A full output may have more behind it, and input that is left may be one more frame.
    do {
      active.run(bytes, at, count, out, OUTPUT_BYTES);
      at += active.taken;
      allowance.output += active.given;
      if (active.given > 0) target.add(viewOf(out, 0, active.given));
      // What stands behind the end of the data is taken by nobody.
      const isStuck = active.taken === 0 && active.given === 0 && at < count;
      if (active.hasFailed || isStuck || isTooMuch(allowance)) close();
    } while (!isDone && (active.given === OUTPUT_BYTES || at < count));
  }

  return createSafeReader(
    (bytes, count) => {
      if (isDone) return;
      inflater ??= openInflater(coding === 'deflate' ? deflateKind(bytes[0] as number) : coding);
      if (inflater === undefined) return close();
      output ??= newBytes(OUTPUT_BYTES);
      try {
        decode(inflater, output, bytes, count);
      } catch (error) {
        close();
        throw error;
      }
    },
    () => {
      if (!isDone) close();
      target.end();
    },
  );
}

/** Both are sent under this name; the wrapped kind says in its first byte that it is deflate, as Node's fetch has it. */
function deflateKind(first: number): Compression {
  return (first & 0x0f) === 8 ? 'deflate' : 'deflate-raw';
}

function isTooMuch({ input, output }: Allowance): boolean {
  return output > FREE_OUTPUT_BYTES && (output > MAX_OUTPUT_BYTES || output > input * MAX_RATIO);
}
