import type { Environment } from '../../base/environment.ts';
import { files } from '../../base/files.ts';

/** Names the pipes that `agentlog run` laid, as `device:inode`, with a comma between. For the processes below it alone. */
export const PIPES_VARIABLE = 'AGENTLOG_PIPES';

/** The name of a pipe, as it stands in the variable; `undefined` where the descriptor is none. */
export function pipeName(fd: number): string | undefined {
  try {
    // In bigints: after the other form Node 20 takes a link that it starts a program by for the program, and finds none of its modules.
    const stats = files.fstatSync(fd, { bigint: true });
    return stats.isFIFO() ? `${stats.dev}:${stats.ino}` : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Makes this process write its stdout and stderr at once, where they are pipes that `agentlog run` laid: a program that
 * prints much and calls `process.exit` would lose what a pipe did not take yet, but not what a file or terminal would
 * have taken in the pipe's place. Nothing happens until the program asks for the stream.
 */
export function installBlockingStdio(host: NodeJS.Process, env: Environment): void {
  const ours = (env[PIPES_VARIABLE] ?? '').split(',');
  if (ours.includes(pipeName(1) ?? 'none')) blockWhenOpened(host, 'stdout');
  if (ours.includes(pipeName(2) ?? 'none')) blockWhenOpened(host, 'stderr');
}

interface Handled {
  readonly _handle?: { readonly setBlocking?: (blocking: boolean) => unknown } | null;
}

function blockWhenOpened(host: NodeJS.Process, name: 'stdout' | 'stderr'): void {
  const original = Object.getOwnPropertyDescriptor(host, name);
  const open = original?.get;
  if (original === undefined || open === undefined || original.configurable !== true) return;
  function get(this: unknown): unknown {
    Object.defineProperty(host, name, original ?? {});
    const stream = (open as () => unknown).call(this) as Handled;
    stream._handle?.setBlocking?.(true);
    return stream;
  }
  Object.defineProperty(host, name, { ...original, get });
}
