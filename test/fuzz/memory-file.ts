import type { Stats } from 'node:fs';
import { files } from '../../src/base/files.ts';

/** One file that is read from memory in place of the disk, in pieces of whatever size: as a network's disk may give them. */
export interface MemoryFile {
  /** Its bytes from now on; each read gives at most the next of `pieces`, over and over; none: all that is asked for. */
  hold(bytes: Buffer, pieces: readonly number[]): void;
  /** The disk itself again. */
  release(): void;
  /** How often it is open. */
  readonly open: number;
}

/** No number that the system gives to a file. */
const MEMORY_FD = 1 << 30;

/**
 * Takes the place of what agentlog reads files with, for this path alone: a million files on a disk would take longer than all that
 * is to be tried with them, and no disk gives a file in pieces of three bytes.
 */
export function createMemoryFile(path: string): MemoryFile {
  const disk = { ...files };
  let held: Buffer | undefined;
  let sizes: readonly number[] = [];
  let reads = 0;
  let open = 0;

  Object.assign(files, {
    openSync: (name: string, ...rest: [number, number]) => {
      if (held === undefined || name !== path) return disk.openSync(name, ...rest);
      open += 1;
      return MEMORY_FD;
    },
    closeSync: (fd: number) => {
      if (fd !== MEMORY_FD) return disk.closeSync(fd);
      open -= 1;
    },
    fstatSync: (fd: number) => (fd === MEMORY_FD ? stats() : disk.fstatSync(fd)),
    lstatSync: (name: string, ...rest: []) =>
      held !== undefined && name === path ? stats() : disk.lstatSync(name, ...rest),
    readSync: (fd: number, into: Buffer, offset: number, length: number, position: number) => {
      if (fd !== MEMORY_FD || held === undefined) return disk.readSync(fd, into, offset, length, position);
      const most = sizes.length === 0 ? length : (sizes[reads++ % sizes.length] ?? length);
      const end = Math.min(position + length, position + most, held.length);
      return end <= position ? 0 : held.copy(into, offset, position, end);
    },
  });

  function stats(): Stats {
    const size = held?.length ?? 0;
    const uid = process.geteuid?.() ?? 0;
    return { size, uid, mtimeMs: 0, birthtimeMs: 0, dev: 0, ino: 0, isFile: () => true } as Stats;
  }

  return {
    hold(bytes, pieces) {
      held = bytes;
      sizes = pieces;
      reads = 0;
    },
    release() {
      held = undefined;
    },
    get open() {
      return open;
    },
  };
}
