import { BEGINNING, expectedCall, type Particulars } from '../expected-call.ts';
import type { LoggedCall } from '../run-client.ts';
import { TEXT } from '../server/scenarios.ts';

type EndOfCall = NonNullable<Particulars['error']>;

/** What an HTTP client calls the ends of calls that the server or the program breaks off. */
export interface BedrockTransport {
  readonly lost: EndOfCall;
  readonly aborted: EndOfCall;
  readonly abortedStream: EndOfCall;
  readonly timedOut: EndOfCall;
  /** An answer whose connection is lost in the middle of it. */
  readonly broken: EndOfCall;
}

const stream = { stream: true } as const;
/** Converse counts no reasoning. */
const unreasoned = { reasoning: null } as const;
const uncounted = { counts: 'none' } as const;

/** The calls of `bedrock-calls.cjs`, in order. */
export function bedrockCalls({
  lost,
  aborted,
  abortedStream,
  timedOut,
  broken,
}: BedrockTransport): LoggedCall[] {
  const throttled = { type: 'ThrottlingException', msg: 'Too many requests, wait a moment.', status: 429 };
  const modelError = { type: 'modelStreamErrorException', msg: 'The model is overloaded.' };
  return [
    call('converse', 'ok', unreasoned),
    call('converse, no details', 'plain'),
    call('converse, written', 'written', unreasoned),
    call('converse, tools', 'tools', unreasoned),
    call(`converse, long ${'and longer '.repeat(40)}`, 'long', unreasoned),
    call('stream', 'ok', { ...stream, ...unreasoned }),
    call('stream, ünï 世界', 'unicode', stream),
    call('stream, tools', 'tools', { ...stream, ...unreasoned }),
    // The client reads on for itself what the program leaves.
    call('stream, left early', 'slow', { ...stream, ...unreasoned, response: BEGINNING }),
    ...both('anthropic.ok-v1:0', 'ok', {}),
    ...both('us.amazon.nova.ok-v1:0', 'ok', unreasoned),
    ...both('amazon.titan.plain-v1:0', 'plain', {}),
    call('invoke stream, stream-error', 'stream-error', {
      ...stream,
      counts: 'input',
      cached: 0,
      error: modelError,
    }),
    call(
      'converse, unauthorized',
      'unauthorized',
      refused('UnrecognizedClientException', 'The key is wrong.', 401),
    ),
    call('converse, invalid', 'invalid', refused('ValidationException', 'The request makes no sense.', 400)),
    call('converse, rate-limited', 'rate-limited', { error: throttled }),
    call(
      'converse, server-error',
      'server-error',
      refused('InternalServerException', 'Something went wrong here.', 500),
    ),
    call('converse, reset', 'reset', { response: null, error: lost }),
    call('converse, broken', 'broken', { ...uncounted, error: broken }),
    call('stream, rate-limited', 'rate-limited', { ...stream, error: throttled }),
    call('stream, stream-error', 'stream-error', { ...stream, ...uncounted, error: modelError }),
    call('stream, broken', 'broken', { ...stream, ...uncounted, error: broken }),
    call('stream, cut', 'cut', { ...stream, ...uncounted }),
    call('converse, retried', 'flaky', { response: null, error: throttled }),
    call('converse, retried', 'flaky', unreasoned),
    call('converse, timeout', 'hang', { response: null, error: timedOut }),
    call('converse, aborted', 'hang', { response: null, error: aborted }),
    call('stream, aborted', 'stall', { ...stream, ...uncounted, response: BEGINNING, error: abortedStream }),
    ...Array.from({ length: 20 }, (_, i) =>
      call('parallel', `ok-${i + 1}`, i % 2 === 0 ? unreasoned : { ...stream, ...unreasoned }),
    ),
  ];
}

function call(prompt: string, scenario: string, particulars: Particulars = {}): LoggedCall {
  return withId(`anthropic.${scenario}-v1:0`, expectedCall(prompt, scenario, particulars));
}

function both(id: string, scenario: string, particulars: Particulars): LoggedCall[] {
  return [
    withId(id, expectedCall(`invoke ${id}`, scenario, particulars)),
    withId(id, expectedCall(`invoke stream ${id}`, scenario, { ...stream, ...particulars })),
  ];
}

function withId(model: string, call: LoggedCall): LoggedCall {
  return { ...call, model };
}

function refused(type: string, msg: string, status: number): Particulars {
  return { error: { type, msg, status } };
}

/**
 * The calls as they can be compared: those at once in order, behind the one whose stream was not read by the program, and of a response
 * that was not waited for whether it is a beginning.
 */
export function settledBedrock(calls: readonly LoggedCall[]): LoggedCall[] {
  const numberOf = ({ model }: LoggedCall): number => Number(/ok-(\d+)/.exec(model)?.[1] ?? 0);
  const isAnyTime = ({ prompt }: LoggedCall): boolean =>
    /^(?:parallel|.*left early)$/.test(textOf(prompt) ?? '');
  const anyTime = calls.filter(isAnyTime).sort((a, b) => numberOf(a) - numberOf(b));
  return [...calls.filter((call) => !isAnyTime(call)), ...anyTime].map((call) => {
    const response = textOf(call.response);
    const isBeginning = /left early|stream, aborted/.test(textOf(call.prompt) ?? '');
    return isBeginning && response !== undefined && TEXT.join('').startsWith(response)
      ? { ...call, response: { t: 'str', v: BEGINNING } }
      : call;
  });
}

function textOf(descriptor: unknown): string | undefined {
  return (descriptor as { v?: string } | undefined)?.v;
}
