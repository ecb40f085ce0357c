import { callErrorOf } from './call-error.ts';
import type { CallFacts } from './call-payload.ts';
import { currentScope } from './scope.ts';
import { createAnswerReader } from './wire/answer-reader.ts';
import { createContentDecoder } from './wire/content-decoder.ts';
import { readEndpoint } from './wire/endpoint.ts';
import type { LongText } from './wire/long-text.ts';
import { readRequest } from './wire/read-request.ts';
import type {
  AnswerHead,
  AnswerReader,
  AnswerReading,
  ByteReader,
  Endpoint,
  RequestReading,
  WireError,
} from './wire/types.ts';
import { createWholeBodyReader } from './wire/whole-body.ts';

/** A call that is under way, fed by a tap with what passes by. Chunks belong to the program and are copied where they are kept. */
export interface OpenCall {
  /** The next piece of the request's body. */
  sent(chunk: Uint8Array | string): void;
  /** The answer begins. */
  answer(head: AnswerHead): void;
  /** The next piece of the answer's body, as it came over the wire. */
  add(chunk: Uint8Array): void;
  /** The answer is whole. Only the first of `end` and `fail` counts. */
  end(): void;
  /** The request or the answer broke off. */
  fail(error: unknown): void;
}

/** The model calls of this thread that are under way. */
export interface Calls {
  /** A request is made; `undefined` where its address is no model provider's. */
  begin(path: string): OpenCall | undefined;
  /** Logs what is still under way as unfinished. For the end of the process. */
  endAll(): void;
  /** Forgets what is under way. */
  close(): void;
}

export interface CallsOptions {
  /** Logs a call as an event of its own. */
  readonly log: (facts: CallFacts, sessionId: string | undefined) => void;
  /** The session of the running async context, if it has one of its own. */
  readonly contextSession: () => string | undefined;
  /** Milliseconds from any fixed point. */
  readonly now: () => number;
}

const UNFINISHED: WireError = { type: 'Unfinished', msg: 'the process ended before the answer did' };
const NO_CALL: RequestReading = { isCall: false };
/** A path that says that an API is meant, where nothing of the request's body could be seen. */
const API_PATH = /\/(?:v\d|api\/|openai\/|model\/)/;

/** Follows model calls from their requests to the ends of their answers, each of which becomes one event. */
export function createCalls({ log, contextSession, now }: CallsOptions): Calls {
  const open = new Set<(error: WireError) => void>();

  // Most programs ask one address again and again.
  let lastPath: string | undefined;
  let lastEndpoint: Endpoint | undefined;

  function endpointOf(path: string): Endpoint | undefined {
    if (path !== lastPath) {
      lastEndpoint = readEndpoint(path);
      lastPath = path;
    }
    return lastEndpoint;
  }

  function begin(path: string): OpenCall | undefined {
    const endpoint = endpointOf(path);
    if (endpoint === undefined) return undefined;
    const began = now();
    const scope = currentScope();
    const sessionId = contextSession();
    scope?.onBegin();
    const request = createRequestReader(endpoint);
    let head: AnswerHead | undefined;
    let reader: AnswerReader | undefined;
    let body: ByteReader | undefined;

    function finish(broken: WireError | undefined): void {
      if (!open.delete(finish)) return;
      body?.end();
      const answered = reader?.finish();
      const asked = request.read() ?? unseenRequest(path, answered, broken);
      const status = head?.status ?? null;
      // A redirect is followed by the client; the call is the request that is answered.
      if (!asked.isCall || (status !== null && status >= 300 && status < 400)) return;
      const error = answered?.error ?? (answered?.isComplete === true ? undefined : broken);
      const facts = factsOf(endpoint as Endpoint, asked, answered, {
        durationMs: now() - began,
        error: error === undefined ? undefined : { ...error, ...(isFailure(status) && { status }) },
      });
      if (scope === undefined) log(facts, sessionId);
      else scope.onSeen(facts);
    }

    open.add(finish);
    return {
      sent: request.add,
      answer(given) {
        head = given;
        reader = createAnswerReader(endpoint, given);
        const target = { add: reader.add, end: () => {} };
        const encoding = given.header('content-encoding');
        body = encoding === undefined ? target : createContentDecoder(encoding, target);
      },
      add: (chunk) => body?.add(chunk),
      end: () => finish(undefined),
      fail: (error) => finish(callErrorOf(error)),
    };
  }

  return {
    begin,
    endAll() {
      for (const finish of [...open]) finish(UNFINISHED);
    },
    close: () => open.clear(),
  };
}

function isFailure(status: number | null): status is number {
  return status !== null && status >= 400;
}

function createRequestReader(endpoint: Endpoint): {
  add(chunk: Uint8Array | string): void;
  read(): RequestReading | undefined;
} {
  let isSeen = false;
  let reading = NO_CALL;
  const understand = (text: string | LongText): void => {
    reading = readRequest(endpoint, text);
  };
  const body = createWholeBodyReader(understand, understand);
  return {
    add(chunk) {
      isSeen = true;
      body.add(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    },
    read() {
      if (!isSeen) return undefined;
      body.end();
      return reading;
    },
  };
}

/**
 * A request of whose body nothing was seen: the connection never came about, or Node 20 told too late of the first call of a
 * process. Only its path and its answer can tell.
 */
function unseenRequest(
  path: string,
  answered: AnswerReading | undefined,
  broken: WireError | undefined,
): RequestReading {
  const isAnswered = answered?.model !== undefined || typeof answered?.tokens.total === 'number';
  return { isCall: (broken !== undefined || isAnswered) && API_PATH.test(path) };
}

function factsOf(
  endpoint: Endpoint,
  asked: RequestReading,
  answered: AnswerReading | undefined,
  { durationMs, error }: { durationMs: number; error: CallFacts['error'] | undefined },
): CallFacts {
  const model = asked.model ?? endpoint.model ?? answered?.model;
  return {
    model,
    prompt: asked.prompt,
    response: answered?.response,
    tools: answered?.tools ?? [],
    tokens: answered?.tokens ?? { input: null, output: null, total: null },
    durationMs,
    stream: (asked.stream ?? endpoint.stream) === true ? true : undefined,
    error,
  };
}
