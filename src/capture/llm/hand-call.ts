import { guarded } from '../../base/notice.ts';
import type { Follower } from '../../follow/follower.ts';
import { createCall, type LlmCall } from './call.ts';
import { callErrorOf } from './call-error.ts';
import { readFields } from './call-fields.ts';
import { type CallFacts, toCount } from './call-payload.ts';
import { readPrompt } from './prompt-text.ts';
import { type CallScope, scopeRunner } from './scope.ts';

/** One run of `llmCall`, from its beginning to its event. Only its first end counts. */
export interface HandCall extends Follower {
  /** What the program's function is handed. */
  readonly call: LlmCall;
  readonly scope: CallScope;
  /** Logs the call now, if it is not logged yet, as if it had ended with its last step. */
  flush(): void;
}

export interface HandCallOptions {
  readonly model: unknown;
  readonly prompt: unknown;
  /** Milliseconds from any beginning. */
  readonly now: () => number;
  /** Writes an event: the call's own, or that of a network call inside it. */
  readonly write: (facts: CallFacts) => void;
  /** The call's own event is written. */
  readonly onLogged: () => void;
}

/**
 * Begins a call. Of the network calls inside it the newest that ended is held, and fills what the program leaves out; the
 * others are events of their own. One that is still running when the program's part is done is waited for, unless the
 * program has told all that it could: a stream ends later than the function that opened it.
 */
export function beginHandCall(options: HandCallOptions): HandCall {
  const { now, write, onLogged } = options;
  const began = now();
  const call = createCall();
  const model = typeof options.model === 'string' ? options.model : undefined;
  // Read now: programs put the answer behind the messages.
  const prompt = guarded(undefined, () => readPrompt(options.prompt));
  let lastStep = began;
  let state: 'running' | 'waiting' | 'logged' = 'running';
  let error: CallFacts['error'];
  let held: CallFacts | undefined;
  let unfinished = 0;
  let areTokensTold = false;

  const scope: CallScope = {
    onBegin() {
      unfinished += 1;
    },
    onSeen: (facts) => guarded(undefined, () => see(facts)),
    get isOpen() {
      return state !== 'logged';
    },
  };

  function see(facts: CallFacts): void {
    unfinished = unfinished > 0 ? unfinished - 1 : 0;
    if (state === 'logged') {
      // Behind an event that has its tokens these would count twice.
      if (!areTokensTold) write(facts);
      return;
    }
    if (held !== undefined) write(held);
    held = facts;
    if (state === 'running') return;
    lastStep = now();
    if (unfinished === 0) log();
  }

  function end(thrown: CallFacts['error']): void {
    if (state !== 'running') return;
    state = 'waiting';
    lastStep = now();
    error = thrown;
    if (unfinished === 0 || isToldWhole()) log();
  }

  function isToldWhole(): boolean {
    const { response, tools, tokens } = readFields(call);
    const hasResponse = response !== undefined || tools !== undefined;
    return hasResponse && tokens.input !== null && tokens.output !== null;
  }

  function log(): void {
    if (state === 'logged') return;
    state = 'logged';
    onLogged();
    const told = readFields(call);
    areTokensTold = told.tokens.input !== null && told.tokens.output !== null;
    write(merge({ ...told, model, prompt, error, durationMs: lastStep - began }, held));
    held = undefined;
  }

  return {
    call,
    scope,
    run: scopeRunner(scope),
    touch() {
      lastStep = now();
    },
    onDone: () => guarded(undefined, () => end(undefined)),
    onFailed: (thrown) => guarded(undefined, () => end(callErrorOf(thrown))),
    flush: () => guarded(undefined, log),
  };
}

/** What the program told, filled from what was seen on the network. */
function merge(told: CallFacts, seen: CallFacts | undefined): CallFacts {
  if (seen === undefined) return told;
  const { tokens, response, tools } = told;
  const hasResponse = response !== undefined || tools !== undefined;
  const cached = toCount(tokens.cached) ?? toCount(seen.tokens.cached);
  const reasoning = toCount(tokens.reasoning) ?? toCount(seen.tokens.reasoning);
  return {
    model: told.model ?? seen.model,
    prompt: told.prompt ?? seen.prompt,
    response: hasResponse ? response : seen.response,
    tools: hasResponse ? tools : seen.tools,
    tokens: {
      input: tokens.input ?? seen.tokens.input,
      output: tokens.output ?? seen.tokens.output,
      total: seen.tokens.total,
      ...(cached !== null && { cached }),
      ...(reasoning !== null && { reasoning }),
    },
    durationMs: told.durationMs,
    stream: seen.stream,
    error: mergeErrors(told.error, seen.error, hasResponse),
  };
}

/** What the program threw, with the status that the network call had; where it threw nothing and has no answer, why that call failed. */
function mergeErrors(
  thrown: CallFacts['error'],
  seen: CallFacts['error'],
  hasResponse: boolean,
): CallFacts['error'] {
  if (thrown === undefined) return hasResponse ? undefined : seen;
  return { ...thrown, status: thrown.status ?? seen?.status };
}
