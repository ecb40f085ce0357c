import type { Clock } from '../base/clock.ts';
import { AgentlogError } from '../base/errors.ts';
import { reportFault, tell } from '../base/notice.ts';
import { runtime } from '../base/runtime.ts';
import { redact } from '../redact/redact.ts';
import { codeOf } from '../store/folder/store-error.ts';

const { clearTimeout, setTimeout } = globalThis;

/** How long after the first loss it is told, in ms, if the process still runs: later losses are most likely of its kind. */
const TELL_AFTER_MS = 2000;
/** After an error that will not go away by itself nothing is tried for this long, in seconds. */
const RETRY_AFTER_S = 1;
const LASTING: ReadonlySet<string> = new Set([
  'EACCES',
  'EPERM',
  'EROFS',
  'ENOTDIR',
  'EISDIR',
  'ELOOP',
  'ENAMETOOLONG',
]);

/** Counts what could not be written. */
export interface Losses {
  /** Takes note of one lost event and why. */
  count(error: unknown): void;
  /** Takes note of one event more that was lost for the reason of the last one. */
  countOneMore(): void;
  /** Whether the last error is so young and of such a kind that trying again would only cost time. */
  isHopeless(): boolean;
  /** Tells now, once, if something was lost. */
  tellNow(): void;
}

/**
 * A counter that tells its losses once, in one line on stderr: when `tellNow` is called, at the latest two seconds after the
 * first loss. Keeps no process alive. `where` names the folder.
 */
export function createLosses(where: () => string, clock: Clock): Losses {
  let lost = 0;
  let reason = '';
  let told = false;
  let timer: NodeJS.Timeout | undefined;
  let lastingSince: number | undefined;

  function tellNow(): void {
    clearTimeout(timer);
    timer = undefined;
    if (told || lost === 0) return;
    told = true;
    tell(redact(`${lost} ${lost === 1 ? 'event' : 'events'} could not be written${reason}`));
  }

  return {
    count(error) {
      reportFault(error);
      lost += 1;
      lastingSince = isLasting(error) ? clock() : undefined;
      if (lost > 1) return;
      reason = reasonOf(error, where);
      // Deno ends after an uncaught error without a word to anybody.
      if (runtime === 'Deno') return tellNow();
      timer = setTimeout(tellNow, TELL_AFTER_MS);
      timer.unref();
    },
    countOneMore() {
      lost += 1;
    },
    isHopeless() {
      if (lastingSince === undefined) return false;
      const waited = clock() - lastingSince;
      return waited >= 0 && waited < RETRY_AFTER_S;
    },
    tellNow,
  };
}

function isLasting(error: unknown): boolean {
  if (!(error instanceof AgentlogError) || error.code !== 'AGENTLOG_STORE') return false;
  return error.cause === undefined || LASTING.has(codeOf(error.cause) ?? '');
}

/** What the system said, where it said something; else what agentlog says, which names the place itself. */
function reasonOf(error: unknown, where: () => string): string {
  if (!(error instanceof Error)) return `: ${String(error)}`;
  return error.cause instanceof Error ? ` to ${where()}: ${error.cause.message}` : `: ${error.message}`;
}
