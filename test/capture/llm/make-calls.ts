import type { LlmCall } from '../../../src/capture/llm/call.ts';
import { createLlmCalls, type LlmCalls } from '../../../src/capture/llm/llm-call.ts';
import type { Payloads } from '../../../src/session/types.ts';

type Payload = Payloads['llm_call'];

interface Logged extends LlmCalls {
  readonly events: Payload[];
  /** Of each event the model, the tokens, what was answered and why it failed. */
  shown(): unknown[];
}

/** The hand-made calls of a program, with what they wrote. */
export function makeCalls(): Logged {
  const events: Payload[] = [];
  const calls = createLlmCalls({
    contextSession: () => undefined,
    write: (payload) => {
      events.push(payload);
      return 'llm_id';
    },
  });
  const shown = () =>
    events.map(({ model, tokens_in, tokens_out, response, error }) => [
      model,
      tokens_in,
      tokens_out,
      response.v ?? null,
      ...(error === undefined ? [] : [error]),
    ]);
  return { ...calls, events, shown };
}

export function fill(call: LlmCall): void {
  call.response = 'Done';
  call.tokensIn = 3;
  call.tokensOut = 4;
}

/** As `shown` tells it: what `fill` sets, and a call that was told nothing. */
export const FILLED: readonly unknown[] = ['m', 3, 4, 'Done'];
export const EMPTY: readonly unknown[] = ['m', null, null, null];
