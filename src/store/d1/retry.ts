import { pause } from '../../base/pause.ts';
import type { Connection } from './connection.ts';
import { D1Error } from './d1-error.ts';

export interface RetryOptions {
  /** How often a request is sent at most. @defaultValue 6 */
  readonly attempts?: number | undefined;
  /** Of all waiting for one request. A server that asks for more is given up at once. @defaultValue 60 seconds */
  readonly maxWaitMs?: number | undefined;
  /** Keeps a process alive, unless another one is given; may end early when the signal is aborted. */
  readonly sleep?: ((ms: number, signal: AbortSignal | undefined) => Promise<void>) | undefined;
  /** From 0 up to 1, as `Math.random`. */
  readonly random?: (() => number) | undefined;
  /** Told before each wait, with the fault that is its reason. */
  readonly onWait?: ((ms: number, fault: D1Error) => void) | undefined;
  /** When it is aborted, nothing is sent again. */
  readonly signal?: AbortSignal | undefined;
}

/** Draft guidance of Cloudflare's: full jitter from 50 ms on, 2 s at most, few attempts. */
const FIRST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 2_000;
const DEFAULT_ATTEMPTS = 6;
const DEFAULT_MAX_WAIT_MS = 60_000;

/**
 * The same database, with requests sent again whose fault passes by itself: after a random wait whose bound doubles (full jitter), not
 * before the server wants it. Every other fault comes through at once. A request may thus run several times.
 */
export function withRetries(connection: Connection, options: RetryOptions = {}): Connection {
  const { attempts = DEFAULT_ATTEMPTS, maxWaitMs = DEFAULT_MAX_WAIT_MS } = options;
  const { sleep = pause, random = Math.random, onWait } = options;
  const isStopped = () => options.signal?.aborted === true;
  return {
    name: connection.name,
    async run(statements) {
      let waitedMs = 0;
      for (let attempt = 1; ; attempt += 1) {
        try {
          return await connection.run(statements);
        } catch (fault) {
          if (!(fault instanceof D1Error) || fault.remedy !== 'later') throw fault;
          const { retryAfterMs = 0 } = fault;
          if (waitedMs + retryAfterMs > maxWaitMs) throw tried(fault, attempt, retryAfterMs);
          if (attempt >= attempts || isStopped()) throw tried(fault, attempt);
          const bound = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1));
          // On top of what the server asks for: all who were refused at once would come back at once.
          const ms = retryAfterMs + Math.round(random() * bound);
          onWait?.(ms, fault);
          waitedMs += ms;
          await sleep(ms, options.signal);
          if (isStopped()) throw tried(fault, attempt);
        }
      }
    },
  };
}

function tried(fault: D1Error, times: number, askedMs = 0): D1Error {
  const notes = [
    askedMs === 0 ? '' : `; it asks to wait ${Math.ceil(askedMs / 1000)} s`,
    times === 1 ? '' : `; tried ${times} times`,
  ].join('');
  const { message, remedy, retryAfterMs, isTooLarge, cause } = fault;
  return notes === '' ? fault : new D1Error(message + notes, remedy, { retryAfterMs, isTooLarge, cause });
}
