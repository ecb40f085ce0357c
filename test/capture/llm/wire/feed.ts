import assert from 'node:assert/strict';
import type { ByteReader } from '../../../../src/capture/llm/wire/types.ts';

/** Opens a reader that writes what it is told into the list. */
export type Open<T> = (told: T[]) => ByteReader;

/** What the reader tells of the bytes when they come in these chunks. */
export function told<T>(open: Open<T>, chunks: readonly Uint8Array[]): T[] {
  const list: T[] = [];
  const reader = open(list);
  for (const chunk of chunks) {
    // The bytes belong to the program, which may use them again at once.
    const lent = Uint8Array.from(chunk);
    reader.add(lent);
    lent.fill(0x21);
  }
  reader.end();
  reader.add(Buffer.from('\nlate\n'));
  reader.end();
  return list;
}

/** The same whole, cut in two at every byte, and byte by byte. */
export function assertHoweverCut<T>(open: Open<T>, bytes: Uint8Array, expected: readonly T[]): void {
  assert.deepEqual(told(open, [bytes]), expected, 'whole');
  for (let at = 1; at < bytes.length; at++) {
    assert.deepEqual(told(open, [bytes.subarray(0, at), bytes.subarray(at)]), expected, `cut at ${at}`);
  }
  const single = Array.from(bytes, (byte) => Uint8Array.of(byte));
  assert.deepEqual(told(open, single), expected, 'byte by byte');
}

/** Cuts bytes into chunks of these sizes, over and over. */
export function cut(bytes: Uint8Array, sizes: readonly number[]): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const size = Math.max(1, sizes[i % sizes.length] ?? 1);
    chunks.push(bytes.subarray(at, at + size));
    at += size;
  }
  return chunks;
}

/** Enough to find what is wrong often, few enough for every run of the suite. */
export const RUNS: { readonly numRuns: number } = { numRuns: Number(process.env.FUZZ_RUNS ?? 200) };
