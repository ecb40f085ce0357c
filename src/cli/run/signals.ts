import type { ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** What would end us before the child, if we did not pass it on. */
const FORWARDED: readonly NodeJS.Signals[] = [
  'SIGHUP',
  'SIGINT',
  'SIGQUIT',
  'SIGTERM',
  'SIGUSR1',
  'SIGUSR2',
  'SIGALRM',
];
/** What a terminal's keys send to every process in the foreground, the child included. */
const FROM_KEYS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/**
 * Passes signals on to a child from now on. To be called before the child is started: a signal that comes when it has just
 * begun must not end us. Gives the undo.
 */
export function installForwarding(child: () => ChildProcess | undefined): () => void {
  const handlers = FORWARDED.map((signal) => {
    const handler = (): void => {
      if (!(FROM_KEYS.includes(signal) && isInForeground())) child()?.kill(signal);
    };
    process.on(signal, handler);
    return () => process.removeListener(signal, handler);
  });
  return () => {
    for (const undo of handlers) undo();
  };
}

/**
 * Whether this process is in the foreground of a terminal, so that the terminal's keys reach the child by themselves.
 * Where the system does not tell, a stream that is a terminal is taken as the sign.
 */
function isInForeground(): boolean {
  try {
    // The name in parentheses may hold anything; behind it: state, parent, process group, session, terminal, foreground group.
    const stat = readFileSync('/proc/self/stat', 'latin1');
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
    return fields[2] === fields[5];
  } catch {
    return process.stdin.isTTY === true || process.stdout.isTTY === true || process.stderr.isTTY === true;
  }
}
