import { isUint32Array } from '../../../base/held-bytes.ts';

const { getBuiltinModule } = process;
const major = Number.parseInt(process.versions.node, 10);

/** What can be decoded: the zlib kinds, Brotli and Zstandard. */
export type Compression = 'gzip' | 'deflate' | 'deflate-raw' | 'br' | 'zstd';

/** A decompressor that runs in the caller's thread. */
export interface Inflater {
  /** Decodes from `input[from..count)` into `output`; what it took and gave stands in `taken` and `given` then. */
  run(input: Uint8Array, from: number, count: number, output: Uint8Array, room: number): void;
  taken: number;
  given: number;
  /** The input is no such data; nothing more is to be run. */
  hasFailed: boolean;
  /** Frees the memory, now. To be called once. */
  close(): void;
}

/** What zlib's streams work with: an object of C++ and two numbers that it writes, of output and input left. */
interface Handle {
  onerror: () => void;
  writeSync(
    flush: number,
    input: Uint8Array,
    inputAt: number,
    inputCount: number,
    output: Uint8Array,
    outputAt: number,
    outputRoom: number,
  ): void;
  close(): void;
}

/**
 * The newest Node that this was tried on. The handle is Node's own affair, and a call that it does not expect ends the
 * process: on a newer Node nothing is decoded until the tests have run there.
 */
const NEWEST_NODE = 26;
/** A stream has its own output buffer; ours is used, so that one is as small as Node lets it be. */
const CHUNK_SIZE = 64;
/** 8 MiB, the largest window that the web's zstd may ask for (RFC 9659); by default 128 MiB would be granted. */
const ZSTD_WINDOW_LOG_MAX = 23;
const Z_SYNC_FLUSH = 2;
const PROCESS = 0;

/**
 * A decompressor, or `undefined` where this Node has none. The streams' public side works in another thread and in
 * later ticks, and their own synchronous call closes them after the first chunk; so the handle below is used: no event,
 * no thread, no memory but zlib's own, and an error is a flag. Costs some 5 µs to open.
 */
export function openInflater(compression: Compression): Inflater | undefined {
  if (!(major <= NEWEST_NODE)) return undefined;
  const stream = createStream(compression) as { _handle?: Handle; _writeState?: unknown } | undefined;
  const handle = stream?._handle;
  const left = stream?._writeState;
  if (typeof handle?.writeSync !== 'function' || typeof handle.close !== 'function' || !isUint32Array(left)) {
    return undefined;
  }
  const flush = compression === 'br' || compression === 'zstd' ? PROCESS : Z_SYNC_FLUSH;
  const inflater: Inflater = {
    taken: 0,
    given: 0,
    hasFailed: false,
    run(input, from, count, output, room) {
      handle.writeSync(flush, input, from, count - from, output, 0, room);
      inflater.given = inflater.hasFailed ? 0 : room - (left[0] as number);
      inflater.taken = inflater.hasFailed ? 0 : count - from - (left[1] as number);
    },
    close: () => handle.close(),
  };
  handle.onerror = () => {
    inflater.hasFailed = true;
  };
  return inflater;
}

function createStream(compression: Compression): unknown {
  // `undefined` where Node was built without.
  const zlib = getBuiltinModule('node:zlib') as typeof import('node:zlib') & {
    createZstdDecompress?: (options: object) => unknown;
  };
  // Without a prototype: options that a program gave to Object.prototype are not ours.
  const options = Object.assign(Object.create(null), { chunkSize: CHUNK_SIZE });
  switch (compression) {
    case 'gzip':
      return zlib.createGunzip(options);
    case 'deflate':
      return zlib.createInflate(options);
    case 'deflate-raw':
      return zlib.createInflateRaw(options);
    case 'br':
      return zlib.createBrotliDecompress(options);
    case 'zstd': {
      const { ZSTD_d_windowLogMax: key } = zlib.constants as { ZSTD_d_windowLogMax?: number };
      if (key === undefined) return undefined;
      options.params = Object.assign(Object.create(null), { [key]: ZSTD_WINDOW_LOG_MAX });
      return zlib.createZstdDecompress?.(options);
    }
  }
}
