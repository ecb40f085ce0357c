import type { Socket } from 'node:net';

const { getBuiltinModule } = process;

/**
 * Leaves a pipe that a background process still writes to with a `cat` of its own, which copies to the same target
 * until the last writer is gone. So the command returns at once, and its background process meets no closed pipe.
 */
export function handOver(source: Socket, target: 1 | 2): void {
  const { spawn } = getBuiltinModule('node:child_process');
  const heir = spawn('cat', [], { stdio: [source, target, 'ignore'], detached: true });
  // Without `cat` the pipe closes with us: the background process is the only one to notice.
  heir.on('error', () => {});
  heir.unref();
}
