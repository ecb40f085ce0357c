import type { Payloads } from '../../session/types.ts';
import type { Describe } from '../../value/describe.ts';
import { createCallPayload } from './call-payload.ts';
import { createCalls } from './calls.ts';
import { createHttpTap } from './tap-http.ts';
import { createUndiciTap } from './tap-undici.ts';

/** Everything that sees model calls in this thread. */
export interface CallTaps {
  onUndiciRequest(request: object): void;
  onHttpRequest(request: object): void;
  /** Logs what is still under way as unfinished. For the end of the process. */
  endAll(): void;
  /** Sees no more, and forgets what is under way. */
  close(): void;
}

export interface CallTapsOptions {
  readonly log: (payload: Payloads['llm_call'], sessionId: string | undefined) => void;
  readonly contextSession: () => string | undefined;
  readonly describe: Describe;
}

const { performance } = globalThis;
const { now } = performance;

/** Puts the taps and what they feed together. */
export function createCallTaps({ log, contextSession, describe }: CallTapsOptions): CallTaps {
  const calls = createCalls({
    log: (facts, sessionId) => log(createCallPayload(facts), sessionId),
    contextSession,
    describe,
    now: () => Reflect.apply(now, performance, []),
  });
  const undici = createUndiciTap(calls);
  const http = createHttpTap(calls);
  return {
    onUndiciRequest: undici.onRequest,
    onHttpRequest: http.onRequest,
    endAll: calls.endAll,
    close() {
      undici.close();
      http.close();
      calls.close();
    },
  };
}
