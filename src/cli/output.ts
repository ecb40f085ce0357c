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

/** Holds back what is written until there is enough of it: a write of each line would cost more than the line. */
export function bufferOutput(out: Output): Output & { flush(): void } {
  let held = '';
  function flush(): void {
    const text = held;
    held = '';
    if (text !== '') out.write(text);
  }
  return {
    write(text) {
      held += text;
      if (held.length > HELD_CHARS) flush();
    },
    flush,
  };
}

const HELD_CHARS = 1 << 16;
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
