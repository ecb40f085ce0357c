import { writeSync } from 'node:fs';

/** What a command prints. */
export interface Output {
  /** Writes the text whole before it returns. @throws OutputClosed when nobody reads any more */
  write(text: string): void;
}

/** The reader went away, as `head -1` does: the command ends, and that is no error. */
export class OutputClosed extends Error {}

/** Writes to a file descriptor at once, so that nothing is left over when the process ends. */
export function openOutput(fd: number): Output {
  return { write: (text) => writeWhole(fd, Buffer.from(text)) };
}

const RETRY_MS = 5;

function writeWhole(fd: number, bytes: Uint8Array): void {
  const sleeper = new Int32Array(new SharedArrayBuffer(4));
  for (let done = 0; done < bytes.length; ) {
    try {
      done += writeSync(fd, bytes, done);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EPIPE') throw new OutputClosed();
      // Whoever started us may have made its pipe non-blocking for both ends.
      if (code !== 'EAGAIN') throw error;
      Atomics.wait(sleeper, 0, 0, RETRY_MS);
    }
  }
}
