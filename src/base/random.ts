import { files } from './files.ts';

const { getBuiltinModule } = process;

// A pool, because one call of the generator costs as much as encoding an event.
const POOL_BYTES = 640;
let pool: Uint8Array | undefined;
let used = POOL_BYTES;

/**
 * Fills a short buffer (640 bytes at most) with what no one can guess, a pool at a time: from the system's generator read as a file; where there is
 * no such file, from Node's, which loads `node:crypto`. Not by way of `globalThis.crypto`, which a program may replace and a flag removes.
 */
export function fillFromPool(bytes: Uint8Array): Uint8Array {
  pool ??= new Uint8Array(POOL_BYTES);
  if (used + bytes.length > POOL_BYTES) {
    // Each call of Node's generator is an async resource, also the synchronous one: a program's `async_hooks` would see it.
    if (!fillFromSystem(pool)) getBuiltinModule('node:crypto').randomFillSync(pool);
    used = 0;
  }
  // For a few bytes a view of the pool costs more than the copy.
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = pool[used + i] as number;
  used += bytes.length;
  return bytes;
}

/** Whether the system has its generator as a file, and filled the bytes whole. */
function fillFromSystem(bytes: Uint8Array): boolean {
  try {
    const fd = files.openSync('/dev/urandom', 'r');
    try {
      return files.fstatSync(fd).isCharacterDevice() && files.readSync(fd, bytes) === bytes.length;
    } finally {
      files.closeSync(fd);
    }
  } catch {
    return false;
  }
}
