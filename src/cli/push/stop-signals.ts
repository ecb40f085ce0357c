import { fstatSync } from 'node:fs';

/** What ends a command that goes on. */
export interface Stop {
  readonly signal: AbortSignal;
  /** The signal that ended it, if one did. */
  by(): NodeJS.Signals | undefined;
  /** Ends it from within. */
  readonly now: () => void;
  /** Listens no more. */
  close(): void;
}

const SIGNALS: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Listens for what ends a command: Ctrl-C, SIGTERM, SIGHUP; `withStdin` also for the end of stdin where that is a pipe: then whoever
 * started us has gone.
 */
export function listenForStop({ withStdin }: { readonly withStdin: boolean }): Stop {
  const controller = new AbortController();
  let by: NodeJS.Signals | undefined;
  const now = () => controller.abort();
  const onSignal = (signal: NodeJS.Signals) => {
    by ??= signal;
    now();
  };
  for (const signal of SIGNALS) process.on(signal, onSignal);
  const isPiped = withStdin && isPipe(0);
  if (isPiped) process.stdin.on('end', now).on('close', now).on('error', now).resume();

  return {
    signal: controller.signal,
    by: () => by,
    now,
    close() {
      for (const signal of SIGNALS) process.off(signal, onSignal);
      if (isPiped) process.stdin.destroy();
    },
  };
}

function isPipe(fd: number): boolean {
  try {
    const stats = fstatSync(fd);
    return stats.isFIFO() || stats.isSocket();
  } catch {
    return false;
  }
}
