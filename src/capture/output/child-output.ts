import type { ChildProcess } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { files } from '../../base/files.ts';
import { guarded } from '../../base/notice.ts';
import { fillFromPool } from '../../base/random.ts';
import type { StreamName } from './types.ts';

/** What the children of one capture print on the streams that they would have inherited. */
export interface ChildOutput {
  /** A descriptor for a child to print on. @throws where no file can be made for it */
  descriptor(name: StreamName): number;
  /** Delivers what has been printed since; what the children print is in its place among what is printed before and behind it. */
  drain(): void;
  /** Delivers from now on, at intervals, until the child has ended. */
  watch(child: ChildProcess): void;
  /** The capture is over: everything closes with the last child. */
  release(): void;
}

const POLL_MS = 50;
const READ_BYTES = 65_536;
// Held: a program may fake its timers.
const { setInterval, clearInterval } = globalThis;

interface OpenFile {
  readonly name: StreamName;
  readonly fd: number;
  position: number;
}

/**
 * Children print to files without a name, as they would to those that a shell redirects to. With a pipe they would have to wait
 * for this process to read, be killed by its end, and `spawnSync`, which lets it do nothing meanwhile, would never return.
 */
export function createChildOutput(deliver: (name: StreamName, bytes: Uint8Array) => void): ChildOutput {
  const opened: OpenFile[] = [];
  const living = new Set<ChildProcess>();
  let isReleased = false;
  let timer: NodeJS.Timeout | undefined;

  function descriptor(name: StreamName): number {
    const known = opened.find((file) => file.name === name);
    if (known !== undefined) return known.fd;
    const fd = openNameless();
    if (opened.length === 0) process.on('exit', drain);
    opened.push({ name, fd, position: 0 });
    return fd;
  }

  function drain(): void {
    if (opened.length > 0) guarded(undefined, deliverNew);
  }

  function deliverNew(): void {
    for (const file of opened) {
      for (let count = READ_BYTES; count === READ_BYTES; file.position += count) {
        const bytes = Buffer.allocUnsafe(READ_BYTES);
        count = files.readSync(file.fd, bytes, 0, READ_BYTES, file.position);
        if (count > 0) deliver(file.name, bytes.subarray(0, count));
      }
    }
  }

  function look(): void {
    for (const child of living) {
      if (child.exitCode !== null || child.signalCode !== null) living.delete(child);
    }
    drain();
    if (living.size > 0) return;
    clearInterval(timer);
    timer = undefined;
    if (isReleased) close();
  }

  function close(): void {
    process.removeListener('exit', drain);
    for (const { fd } of opened) guarded(undefined, () => files.closeSync(fd));
    opened.length = 0;
  }

  return {
    descriptor,
    drain,
    watch(child) {
      living.add(child);
      timer ??= setInterval(look, POLL_MS).unref();
    },
    release() {
      isReleased = true;
      look();
    },
  };
}

/** A file for this user alone, that nobody finds and that is gone with its last descriptor. */
function openNameless(): number {
  const { O_APPEND, O_CREAT, O_EXCL, O_RDWR } = files.constants;
  const word = Buffer.from(fillFromPool(new Uint8Array(10))).toString('hex');
  const path = join(tmpdir(), `agentlog-${word}`);
  const fd = files.openSync(path, O_RDWR | O_APPEND | O_CREAT | O_EXCL, 0o600);
  files.unlinkSync(path);
  return fd;
}
