import { channel, subscribe, unsubscribe } from 'node:diagnostics_channel';
import { guarded } from '../../base/notice.ts';
import { type CountKind, factsOf, fieldOf, fillCounts, lacksCounts } from './ai-sdk-facts.ts';
import type { CallFacts } from './call-payload.ts';
import type { CallsOptions } from './calls.ts';
import { type CallScope, currentScope, scopeStorage } from './scope.ts';

/** Sees what the AI SDK (`ai` 7 and later) tells of its model calls on a tracing channel of Node's. */
export interface AiSdkTap {
  /** The SDK begins something; told by `listenForCalls`. */
  onStart(message: unknown): void;
  /** Logs the calls whose ends were not told. For the end of the process. */
  endAll(): void;
  /** Sees no more, and forgets what is under way. */
  close(): void;
}

interface Running {
  readonly scope: CallScope;
  end(): void;
}

const START = 'tracing:ai:telemetry:start';
const END = 'tracing:ai:telemetry:asyncEnd';
const KINDS: Readonly<Record<string, CountKind>> = {
  languageModelCall: 'text',
  embed: 'embedding',
  embedMany: 'embedding',
};
/** What ends a stream is told of it; a program that leaves its streams unread must not fill our memory. */
const MAX_OPEN_STREAMS = 1000;

/**
 * A tap for the calls that no other tap sees, because they go through a transport of the program's own or through none, and for the counts
 * that the network did not tell. The SDK gives a stream's counts to nobody here: of a stream that only it knows they are `null`.
 *
 * @see https://ai-sdk.dev/docs/ai-sdk-core/telemetry#tracing-channel
 */
export function createAiSdkTap({ log, contextSession, now }: CallsOptions): AiSdkTap {
  const running = new WeakMap<object, Running>();
  const streams = new Map<() => void, unknown>();
  const holding = new Set<() => void>();
  let isBound = false;

  function onStart(message: unknown): void {
    if (isBound) return;
    isBound = true;
    // Of the very first message the stores are chosen already; what the SDK runs for it begins behind this call.
    const scope = open(message);
    if (scope !== undefined) scopeStorage().enterWith(scope);
    channel(START).bindStore(scopeStorage(), storeOf as never);
    subscribe(END, onEnd);
  }

  function storeOf(message: unknown): CallScope | undefined {
    // What this throws would be an uncaught exception of the program.
    return guarded(undefined, () => open(message)) ?? currentScope();
  }

  function open(message: unknown): CallScope | undefined {
    const kind = KINDS[`${fieldOf(message, 'type') as string}`];
    if (kind === undefined) return undefined;
    const call = follow(message as object, kind);
    running.set(message as object, call);
    return call.scope;
  }

  function onEnd(message: unknown): void {
    guarded(undefined, () => {
      const call = running.get(message as object);
      if (call !== undefined) {
        running.delete(message as object);
        call.end();
        return;
      }
      const callId = fieldOf(fieldOf(message, 'event'), 'callId');
      if (callId === undefined || streams.size === 0) return;
      for (const [end, id] of streams) if (id === callId) end();
    });
  }

  function follow(message: object, kind: CountKind): Running {
    const outer = currentScope();
    const sessionId = contextSession();
    const began = now();
    const waiting: CallFacts[] = [];
    let begun = 0;
    let isOpen = true;
    let isOver = false;
    let dropStream = nothingDropped;

    function pass(facts: CallFacts): void {
      if (outer === undefined) log(facts, sessionId);
      else outer.onSeen(facts);
    }

    function passWaiting(): void {
      holding.delete(passWaiting);
      for (const facts of waiting.splice(0)) pass(begun === 1 ? fillCounts(facts, message, kind) : facts);
    }

    function passOwn(): void {
      const facts = factsOf(message, kind, now() - began);
      if (facts.stream !== true) {
        outer?.onBegin();
        pass(facts);
        return;
      }
      // A transport of the program's own may make its request only when the stream is read.
      isOpen = true;
      const endStream = (): void => {
        isOpen = false;
        if (streams.delete(endStream)) pass({ ...facts, durationMs: now() - began });
      };
      dropStream = () => streams.delete(endStream);
      outer?.onBegin();
      if (streams.size >= MAX_OPEN_STREAMS) for (const end of streams.keys()) end();
      streams.set(endStream, fieldOf(fieldOf(message, 'event'), 'callId'));
    }

    return {
      scope: {
        get isOpen() {
          return isOpen;
        },
        onBegin() {
          begun += 1;
          // The outer call was told already of the stream that this request belongs to.
          if (!dropStream()) outer?.onBegin();
        },
        onSeen(facts) {
          if (isOver || !lacksCounts(facts, kind)) pass(facts);
          else {
            waiting.push(facts);
            holding.add(passWaiting);
          }
        },
      },
      end() {
        isOpen = false;
        isOver = true;
        if (begun === 0) passOwn();
        passWaiting();
      },
    };
  }

  return {
    onStart,
    endAll() {
      for (const end of [...streams.keys(), ...holding]) end();
    },
    close() {
      if (isBound) {
        channel(START).unbindStore(scopeStorage() as never);
        unsubscribe(END, onEnd);
      }
      isBound = false;
      streams.clear();
      holding.clear();
    },
  };
}

function nothingDropped(): boolean {
  return false;
}
