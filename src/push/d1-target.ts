import type { D1Settings } from '../base/d1-settings.ts';
import { initSchema } from '../store/d1/check-schema.ts';
import type { Connection } from '../store/d1/connection.ts';
import type { D1Error } from '../store/d1/d1-error.ts';
import { createD1Store } from '../store/d1/d1-store.ts';
import { connectRest } from '../store/d1/rest.ts';
import { withRetries } from '../store/d1/retry.ts';
import type { PushTarget } from './push-folder.ts';

export interface D1Target extends PushTarget {
  /** Makes the tables and indexes that are missing. @throws AGENTLOG_D1, for other tables of these names too */
  init(): Promise<void>;
}

export interface D1TargetOptions {
  /** How often a request is sent at most. */
  readonly attempts: number;
  /** Of waiting between attempts, in ms, for one request. */
  readonly maxWaitMs: number;
  /** Of all waiting together. @defaultValue no bound */
  readonly maxTotalWaitMs?: number;
  /** Told before each wait. */
  readonly onWait?: (waitMs: number, fault: D1Error) => void;
  /** Ends what is running. */
  readonly signal?: AbortSignal;
}

/** The D1 database that the settings name, as a place to push to. @throws AGENTLOG_D1 when a setting can be none */
export function openD1Target(settings: D1Settings, options: D1TargetOptions): D1Target {
  const { attempts, maxWaitMs, maxTotalWaitMs = Number.POSITIVE_INFINITY, onWait, signal } = options;
  let leftMs = maxTotalWaitMs;
  const spend = (waitMs: number, fault: D1Error) => {
    leftMs -= waitMs;
    if (leftMs < 0) throw fault;
    onWait?.(waitMs, fault);
  };
  const rest = connectRest({ ...settings, signal });
  return d1Target(withRetries(rest, { attempts, maxWaitMs, onWait: spend, signal }));
}

/** The target behind any way to a D1 database. */
export function d1Target(connection: Connection): D1Target {
  const { hasSessions, write } = createD1Store(connection);
  return { hasSessions, write, init: () => initSchema(connection) };
}
