import { connectBinding, type D1Binding } from './store/d1/binding.ts';
import { createD1Store, withRetries } from './worker/stand-in-store.ts';
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
  return createWorkerStore(createD1Store(withRetries(connectBinding(binding))), options);
}
