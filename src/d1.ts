import { connectBinding, type D1Binding } from './store/d1/binding.ts';
import type { Connection } from './store/d1/connection.ts';
import { createD1Store } from './store/d1/d1-store.ts';
import { connectRest } from './store/d1/rest.ts';
import { withRetries } from './store/d1/retry.ts';
import type { D1Store, D1StoreOptions } from './worker/types.ts';
import { createWorkerStore } from './worker/worker-store.ts';

export type { LlmCallFields } from './capture/llm/call.ts';
export type { ToolRun } from './capture/output/types.ts';
export type {
  CallError,
  DecisionEvent,
  ErrorSummary,
  Event,
  EventHead,
  EventType,
  FailureEvent,
  GitDiffEvent,
  LlmCallEvent,
  Location,
  SessionRecord,
  ToolOutputEvent,
} from './event/types.ts';
export type { ReadEventsOptions } from './session/read-events-options.ts';
export type { D1Binding } from './store/d1/binding.ts';
export type { ModelTokens, TokenSummary } from './store/token-summary.ts';
export type { Descriptor } from './value/descriptor.ts';
export type { AsyncStorage } from './worker/async-context.ts';
export type { D1Store, D1StoreOptions } from './worker/types.ts';

/**
 * The D1 database that a Worker is bound to, to log to and to read. Make one in each request; it costs nothing until something is logged. Its tables are
 * made by `agentlog push --init`.
 *
 * @example
 * const log = d1Store(env.DB);
 * log.startSession('support-agent', 'answer ticket 42');
 * log.logDecision('Refund?', false, 'the order was delivered', { order });
 * ctx.waitUntil(log.flush());
 */
export function d1Store(binding: D1Binding, options?: D1StoreOptions): D1Store {
  return overConnection(connectBinding(binding), options);
}

/** Where a database is that no binding leads to. */
export interface D1RestStoreOptions extends D1StoreOptions {
  readonly accountId: string;
  readonly databaseId: string;
  /** With the permission D1 Edit; it appears in no message. */
  readonly apiToken: string;
  /** @defaultValue `https://api.cloudflare.com/client/v4` */
  readonly baseUrl?: string | undefined;
}

/**
 * The same over Cloudflare's REST API: for a Worker of another account, and for other places that have `fetch`.
 * @throws AGENTLOG_D1 when an id, the token or the address cannot be one
 */
export function d1RestStore(options: D1RestStoreOptions): D1Store {
  const { accountId, databaseId, apiToken, baseUrl } = options;
  return overConnection(connectRest({ accountId, databaseId, apiToken, baseUrl }), options);
}

/** What waits for D1 holds a request's memory, and `waitUntil` ends after 30 s: the next flush may do better. */
const RETRIES = { attempts: 5, maxWaitMs: 2000 };

function overConnection(connection: Connection, options: D1StoreOptions | undefined): D1Store {
  return createWorkerStore(createD1Store(withRetries(connection, RETRIES)), options);
}
