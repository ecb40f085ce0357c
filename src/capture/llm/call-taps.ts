import type { Payloads } from '../../session/types.ts';
import { createCallPayload } from './call-payload.ts';
import { type CallsOptions, createCalls } from './calls.ts';
import type { OnMuteHttp2Sent } from './mute-http2-listener.ts';
import { createAiSdkTap } from './tap-ai-sdk.ts';
import { createHttpTap } from './tap-http.ts';
import { createHttp2Tap } from './tap-http2.ts';
import { createMuteHttp2Tap } from './tap-mute-http2.ts';
import { createUndiciTap } from './tap-undici.ts';

/** Everything that sees model calls in this thread. */
export interface CallTaps {
  onUndiciRequest(request: object): void;
  onHttpRequest(request: object): void;
  onHttp2Stream(stream: object, headers: object): void;
  readonly onMuteHttp2Sent: OnMuteHttp2Sent;
  onAiSdkStart(message: unknown): void;
  /** Logs what is still under way as unfinished. For the end of the process. */
  endAll(): void;
  /** Sees no more, and forgets what is under way. */
  close(): void;
}

export interface CallTapsOptions {
  readonly log: (payload: Payloads['llm_call'], sessionId: string | undefined) => void;
  readonly contextSession: () => string | undefined;
}

const { performance } = globalThis;
const { now } = performance;
const { apply } = Reflect;

/** Puts the taps and what they feed together. */
export function createCallTaps({ log, contextSession }: CallTapsOptions): CallTaps {
  const options: CallsOptions = {
    log: (facts, sessionId) => log(createCallPayload(facts), sessionId),
    contextSession,
    now: () => apply(now, performance, []),
  };
  const calls = createCalls(options);
  const undici = createUndiciTap(calls);
  const http = createHttpTap(calls);
  const http2 = createHttp2Tap(calls);
  const muteHttp2 = createMuteHttp2Tap(calls);
  const aiSdk = createAiSdkTap(options);
  return {
    onUndiciRequest: undici.onRequest,
    onHttpRequest: http.onRequest,
    onHttp2Stream: http2.onStream,
    onMuteHttp2Sent: muteHttp2.onSent,
    onAiSdkStart: aiSdk.onStart,
    endAll() {
      calls.endAll();
      aiSdk.endAll();
    },
    close() {
      undici.close();
      http.close();
      http2.close();
      muteHttp2.close();
      aiSdk.close();
      calls.close();
    },
  };
}
