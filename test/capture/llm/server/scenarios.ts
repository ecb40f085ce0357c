/** Token counts under one meaning, as events have them; each provider's file writes them its own way. */
export interface Usage {
  /** All input, what came from a cache and what went into one included. */
  readonly input: number;
  /** All output, reasoning included. */
  readonly output: number;
  readonly cached?: number;
  readonly cacheWrite?: number;
  readonly reasoning?: number;
}

/** A call of a tool that the model asks for. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** An error that the server answers with in place of an answer. */
export interface Refusal {
  readonly status: number;
  /** The kind of the error in words that several providers share. */
  readonly type: string;
  readonly message: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent in place of the provider's own error: what stands between may answer too. */
  readonly body?: string;
}

/**
 * What becomes of the answer on its way: `broken` half of it, then the socket is closed; `reset` the socket is closed
 * before the head; `hang` nothing comes; `stall` the head and the first piece, then nothing; `slow` a pause between
 * pieces; `cut` a stream ends in good order without its last events.
 */
export type Delivery = 'whole' | 'broken' | 'reset' | 'hang' | 'stall' | 'slow' | 'cut';

/** What the server does with a call. A client chooses it by the model's name. */
export interface Scenario {
  /** The text of the answer, in the pieces that a stream sends. */
  readonly pieces: readonly string[];
  /** Missing: the answer does not give it. */
  readonly usage?: Usage;
  readonly tools?: readonly ToolCall[];
  readonly refusal?: Refusal;
  /** A stream that tells of an error after its first pieces. */
  readonly streamError?: { readonly type: string; readonly message: string };
  /** The answer ends because it grew too long. */
  readonly isIncomplete?: boolean;
  readonly delivery: Delivery;
  /** Refused at every first of two calls. */
  readonly isFlaky?: boolean;
}

/** What most scenarios answer. */
export const TEXT: readonly string[] = ['The sum', ' of all', ' orders', ' is 42', '.'];
const whole = { pieces: TEXT, delivery: 'whole' } as const;

function refused(status: number, type: string, message: string, more: Partial<Refusal> = {}): Scenario {
  return { pieces: [], delivery: 'whole', refusal: { status, type, message, ...more } };
}

const rateLimit = { status: 429, type: 'rate_limit_error', message: 'Too many requests, wait a moment.' };
/** The SDKs wait half a second where a header does not say how long. */
const SOON = { 'retry-after-ms': '5', 'retry-after': '0' };

/** Every scenario by the model's name; a number behind a name (`ok-7`) makes calls that can be told apart. */
const SCENARIOS: Readonly<Record<string, Scenario>> = {
  ok: { ...whole, usage: { input: 120, output: 45, cached: 64, reasoning: 8 } },
  plain: { ...whole, usage: { input: 31, output: 7 } },
  written: { ...whole, usage: { input: 2210, output: 19, cached: 512, cacheWrite: 1024, reasoning: 3 } },
  'no-usage': { ...whole },
  zero: { pieces: [''], delivery: 'whole', usage: { input: 9, output: 0 } },
  tools: {
    pieces: ['Let me look.'],
    delivery: 'whole',
    usage: { input: 310, output: 58, cached: 128, reasoning: 16 },
    tools: [
      { id: 'call_1', name: 'get_weather', input: { city: 'Zürich', days: 3 } },
      { id: 'call_2', name: 'get_time', input: { zone: 'Europe/Zurich' } },
    ],
  },
  /** Calls of tools and not a word beside them. */
  silent: {
    pieces: [],
    delivery: 'whole',
    usage: { input: 320, output: 12 },
    tools: [
      { id: 'call_1', name: 'get_weather', input: { city: 'Zürich' } },
      { id: 'call_2', name: 'get_time', input: {} },
    ],
  },
  unicode: {
    pieces: ['Grüße, ', '世界 ', '👩‍👩‍👧 ', '\u2028 "quoted" \\ ', 'ende\n\nzwei'],
    delivery: 'whole',
    usage: { input: 77, output: 33 },
  },
  long: {
    pieces: Array.from({ length: 60 }, (_, i) => `Sentence number ${i}. `),
    delivery: 'whole',
    usage: { input: 5021, output: 612, cached: 4096, reasoning: 100 },
  },
  /** Answers with the last text of the request. */
  echo: { ...whole, usage: { input: 17, output: 16 } },
  incomplete: { ...whole, isIncomplete: true, usage: { input: 88, output: 100, reasoning: 60 } },
  slow: { ...whole, delivery: 'slow', usage: { input: 140, output: 25, cached: 100, reasoning: 5 } },
  broken: { ...whole, delivery: 'broken', usage: { input: 150, output: 26 } },
  cut: { ...whole, delivery: 'cut', usage: { input: 160, output: 27 } },
  reset: { ...whole, delivery: 'reset' },
  hang: { ...whole, delivery: 'hang' },
  stall: { ...whole, delivery: 'stall', usage: { input: 170, output: 28 } },
  'stream-error': {
    pieces: TEXT,
    delivery: 'whole',
    usage: { input: 180, output: 29 },
    streamError: { type: 'overloaded_error', message: 'The model is overloaded.' },
  },
  flaky: {
    ...whole,
    isFlaky: true,
    refusal: { ...rateLimit, headers: SOON },
    usage: { input: 190, output: 30, cached: 50, reasoning: 4 },
  },
  unauthorized: refused(401, 'authentication_error', 'The key is wrong.'),
  forbidden: refused(403, 'permission_error', 'Not for you.'),
  missing: refused(404, 'not_found_error', 'There is no such model.'),
  invalid: refused(400, 'invalid_request_error', 'The request makes no sense.'),
  'rate-limited': refused(429, rateLimit.type, rateLimit.message, { headers: SOON }),
  'server-error': refused(500, 'api_error', 'Something went wrong here.', { headers: SOON }),
  overloaded: refused(529, 'overloaded_error', 'Everyone is here.', { headers: SOON }),
  gateway: refused(502, 'bad_gateway', '', {
    headers: { ...SOON, 'content-type': 'text/html' },
    body: '<html><body><h1>502 Bad Gateway</h1></body></html>\n',
  }),
};

/** The scenario that a model's name stands for; an unknown name is a model that does not exist. */
export function scenarioOf(model: string): Scenario {
  const [, name = model, number = '0'] = /^(.*?)(?:-(\d+))?$/s.exec(model) ?? [];
  const scenario = SCENARIOS[name] ?? SCENARIOS.missing;
  if (scenario === undefined) throw new Error('unreachable');
  const n = Number(number);
  if (n === 0 || scenario.usage === undefined) return scenario;
  const { input, output, ...details } = scenario.usage;
  return { ...scenario, usage: { ...details, input: input + n * 1000, output: output + n * 10 } };
}
