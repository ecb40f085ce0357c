import { closeSync, constants, mkdtempSync, openSync, rmSync } from 'node:fs';
import type { Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const { getBuiltinModule } = process;

/** A pipe as a shell makes it: what is written at one end is read at the other. */
export interface Pipe {
  readonly readEnd: Socket;
  /** For the child; closed by us once it has it. */
  readonly writeEnd: number;
}

/**
 * Opens `count` pipes; `undefined` where this system has no `mkfifo` or no folder for it.
 *
 * Node's own child pipes are sockets: a child cannot open `/dev/stderr` when that is a socket, and the two differ in
 * how much they hold. So each is a FIFO that loses its name as soon as both ends are open. Costs one start of
 * `mkfifo`, about 2 ms.
 */
export function openPipes(count: number): Pipe[] | undefined {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), 'agentlog-'));
    const paths = Array.from({ length: count }, (_, i) => join(folder ?? '', String(i)));
    const { spawnSync } = getBuiltinModule('node:child_process');
    const made = spawnSync('mkfifo', ['-m', '600', ...paths], { stdio: 'ignore' });
    return made.status === 0 ? paths.map(openBothEnds) : undefined;
  } catch {
    return undefined;
  } finally {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
  }
}

function openBothEnds(path: string): Pipe {
  // The reader first, and without waiting: either end blocks until the other one is there.
  const fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writeEnd = openSync(path, constants.O_WRONLY);
  const { Socket } = getBuiltinModule('node:net');
  return { readEnd: new Socket({ fd, readable: true, writable: false }), writeEnd };
}

/** Gives the write ends back once the child holds them: only then does the last writer's end show. */
export function closeWriteEnds(pipes: readonly Pipe[]): void {
  for (const pipe of pipes) closeSync(pipe.writeEnd);
}
