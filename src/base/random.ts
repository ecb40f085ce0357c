const { getBuiltinModule } = process;

// A pool, because one call of the generator costs as much as encoding an event.
const POOL_BYTES = 640;
let pool: Uint8Array | undefined;
let used = POOL_BYTES;

/**
 * Fills a short buffer (640 bytes at most) from Node's generator, a pool at a time. Loads `node:crypto` at the first call; not by way of
 * `globalThis.crypto`, which a program may replace and a flag removes.
 */
export function fillFromPool(bytes: Uint8Array): Uint8Array {
  pool ??= new Uint8Array(POOL_BYTES);
  if (used + bytes.length > POOL_BYTES) {
    getBuiltinModule('node:crypto').randomFillSync(pool);
    used = 0;
  }
  // For a few bytes a view of the pool costs more than the copy.
  for (let i = 0; i < bytes.length; i += 1) bytes[i] = pool[used + i] as number;
  used += bytes.length;
  return bytes;
}
