import { guarded } from '../../base/notice.ts';
import { followResult } from '../../follow/follow-result.ts';
import { runFollowed } from '../../follow/run-followed.ts';
import type { Payloads } from '../../session/types.ts';
import { createCall, type LlmCall, type LlmCallFields } from './call.ts';
import { readFields } from './call-fields.ts';
import { type CallFacts, createCallPayload } from './call-payload.ts';
import { beginHandCall, type HandCall } from './hand-call.ts';

/** The model calls that a program logs by hand. */
export interface LlmCalls {
  /** Logs a call that was made. Gives the event's id, `''` when it could not be written. Never throws. */
  log(fields: LlmCallFields, sessionId?: string): string;
  /**
   * Runs `fn` and logs the call when it ends: `fn` itself, its promise, or the generator that it gives. Throws and gives what `fn` does.
   */
  run<T>(model: string, prompt: unknown, fn: (call: LlmCall) => T): T;
  /** Logs the calls that have not ended. For the end of the process. */
  flush(): void;
}

export interface LlmCallsOptions {
  readonly write: (payload: Payloads['llm_call'], sessionId: string | undefined) => string;
  /** The session of the running async context, as far as there is one. */
  readonly contextSession: () => string | undefined;
}

/** So many calls may wait for their ends, as generators that nobody finishes do; then the oldest is logged. */
const MAX_PENDING = 1000;

const { bigint: nanoseconds } = process.hrtime;

export function createLlmCalls({ write, contextSession }: LlmCallsOptions): LlmCalls {
  const pending = new Set<HandCall>();

  function begin(model: string, prompt: unknown): HandCall {
    // Of the context that the call begins in: its end may be told from anywhere.
    const session = contextSession();
    const handCall = beginHandCall({
      model,
      prompt,
      now: () => Number(nanoseconds()) / 1e6,
      write: (facts: CallFacts) => {
        write(createCallPayload(facts), session);
      },
      onLogged: () => pending.delete(handCall),
    });
    pending.add(handCall);
    if (pending.size > MAX_PENDING) flushOldest();
    return handCall;
  }

  function flushOldest(): void {
    for (const oldest of pending) {
      oldest.flush();
      return;
    }
  }

  return {
    log: (fields, sessionId) => guarded('', () => write(createCallPayload(readFields(fields)), sessionId)),
    run(model, prompt, fn) {
      const handCall = guarded(undefined, () => begin(model, prompt));
      if (handCall === undefined) return fn(createCall());
      const result = runFollowed(() => fn(handCall.call), handCall);
      return followResult(result, handCall);
    },
    flush() {
      for (const handCall of pending) handCall.flush();
    },
  };
}
