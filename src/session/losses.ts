import type { Clock } from '../base/clock.ts';
import { AgentlogError } from '../base/errors.ts';
import { reportFault, tell } from '../base/notice.ts';
import { runtime } from '../base/runtime.ts';
import { redact } from '../redact/redact.ts';
import { codeOf } from '../store/folder/store-error.ts';
import { LOSS } from './loss-memory.ts';

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
  /** Takes note of a session that could not be started, and why. */
  countSession(error: unknown): void;
  /** Takes note of one event more that was lost for the reason of the last one. */
  countOneMore(): void;
  /** Whether the last error is so young and of such a kind that trying again would only cost time. */
  isHopeless(): boolean;
  /** Whether this thread has lost anything. */
  hasAny(): boolean;
  /** Tells now, if something was lost and no thread of this process has told it yet. */
  tellNow(): void;
}

/**
 * A counter whose process tells its losses once, in one line on stderr: when `tellNow` is called, at the latest two seconds after the
 * first loss. Keeps no process alive. `memory` is that of all threads, `where` names the folder.
 */
export function createLosses(memory: SharedArrayBuffer, where: () => string, clock: Clock): Losses {
  const counts = new Int32Array(memory);
  let first: { readonly error: unknown } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let lastingSince: number | undefined;

  function tellNow(): void {
    clearTimeout(timer);
    timer = undefined;
    if (first === undefined || Atomics.compareExchange(counts, LOSS.told, 0, 1) !== 0) return;
    tell(redact(describeLosses(counts, first.error, where)));
  }

  function note(kind: number, error: unknown): void {
    reportFault(error);
    Atomics.add(counts, kind, 1);
    if (first !== undefined) return;
    first = { error };
    // Deno ends after an uncaught error without a word to anybody.
    if (runtime === 'Deno') tellNow();
    else timer = setTimeout(tellNow, TELL_AFTER_MS).unref();
  }

  return {
    count(error) {
      note(LOSS.events, error);
      lastingSince = isLasting(error) ? clock() : undefined;
    },
    countSession: (error) => note(LOSS.sessions, error),
    countOneMore() {
      Atomics.add(counts, LOSS.events, 1);
    },
    isHopeless() {
      if (lastingSince === undefined) return false;
      const waited = clock() - lastingSince;
      return waited >= 0 && waited < RETRY_AFTER_S;
    },
    hasAny: () => first !== undefined,
    tellNow,
  };
}

function isLasting(error: unknown): boolean {
  if (!(error instanceof AgentlogError) || error.code !== 'AGENTLOG_STORE') return false;
  return error.cause === undefined || LASTING.has(codeOf(error.cause) ?? '');
}

function describeLosses(counts: Int32Array, error: unknown, where: () => string): string {
  const events = Atomics.load(counts, LOSS.events);
  const sessions = Atomics.load(counts, LOSS.sessions);
  const noSession = sessions === 0 ? '' : 'no session could be started';
  if (events === 0) return `${noSession}: ${error instanceof Error ? error.message : String(error)}`;
  const lost = `${events} ${events === 1 ? 'event' : 'events'} could not be written${reasonOf(error, where)}`;
  return noSession === '' ? lost : `${noSession}, and ${lost}`;
}

/** What the system said, where it said something; else what agentlog says, which names the place itself. */
function reasonOf(error: unknown, where: () => string): string {
  if (!(error instanceof Error)) return `: ${String(error)}`;
  return error.cause instanceof Error ? ` to ${where()}: ${error.cause.message}` : `: ${error.message}`;
}
