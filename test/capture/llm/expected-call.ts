import type { LoggedCall } from './run-client.ts';
import { scenarioOf, TEXT, type Usage } from './server/scenarios.ts';

/**
 * What is told of the counts in place of all: `none`; `input` alone, which Anthropic tells first; `input-total` for embeddings, of
 * which the total is told too; `running`, input and total as Gemini tells them before the end.
 */
export type Counts = 'none' | 'input' | 'total-input' | 'running';

/** What is particular to a call; the rest follows from the scenario that its model's name stands for. */
export interface Particulars {
  readonly stream?: true;
  /** The answer is not asked for its counts, or breaks off before them. */
  readonly counts?: Counts;
  /** In place of the scenario's number; `null` where the provider counts no such part. */
  readonly cached?: number | null;
  readonly reasoning?: number | null;
  /** `null` where the answer has no text. */
  readonly response?: string | null;
  readonly error?: { readonly type: string; readonly msg: string; readonly status?: number };
}

/** The text that a response shows of an answer that the program did not wait for the end of. */
export const BEGINNING = '<the beginning of the answer>';

/** The event of one call, its numbers from the one table of scenarios. */
export function expectedCall(prompt: string, model: string, particulars: Particulars = {}): LoggedCall {
  const { stream, counts, error } = particulars;
  const { pieces, usage, tools, refusal, isFlaky } = scenarioOf(model);
  const isRefused = refusal !== undefined && (isFlaky !== true || error !== undefined);
  const refused = isRefused
    ? { type: refusal.type, msg: refusal.message, status: refusal.status }
    : undefined;
  const names = tools?.map(({ name }) => name).join(', ');
  const said = pieces.join('') || (names === undefined ? null : `calls ${names}`);
  const response = particulars.response !== undefined ? particulars.response : isRefused ? null : said;
  const told = error ?? refused;
  return {
    model,
    ...expectedCounts(isRefused || counts === 'none' ? undefined : usage, particulars),
    prompt: text(prompt),
    response: response === null ? { t: 'null' } : text(response),
    ...(stream === true && { stream }),
    ...(told !== undefined && { error: told }),
  };
}

function expectedCounts(
  usage: Usage | undefined,
  { counts, ...more }: Particulars,
): Record<string, number | null> {
  if (usage === undefined) return { tokens_in: null, tokens_out: null, tokens_total: null };
  const { input, output } = usage;
  if (counts === 'total-input') return { tokens_in: input, tokens_out: null, tokens_total: input };
  if (counts === 'running') return { tokens_in: input, tokens_out: 0, tokens_total: input };
  const cached = more.cached === undefined ? usage.cached : more.cached;
  const reasoning = more.reasoning === undefined ? usage.reasoning : more.reasoning;
  const inside = cached === undefined || cached === null ? {} : { tokens_cached: cached };
  if (counts === 'input') return { tokens_in: input, tokens_out: null, tokens_total: null, ...inside };
  return {
    tokens_in: input,
    tokens_out: output,
    tokens_total: input + output,
    ...inside,
    ...(reasoning !== undefined && reasoning !== null && { tokens_reasoning: reasoning }),
  };
}

/** Twenty calls at once. */
export function expectedParallel(of: (i: number) => Particulars): LoggedCall[] {
  return Array.from({ length: 20 }, (_, i) => expectedCall('parallel', `ok-${i + 1}`, of(i)));
}

/**
 * The calls as they can be compared: of a response that the program did not wait for whether it is a beginning; without one that was
 * aborted before any of it was sent, of which some transports tell and others do not.
 */
export function settled(calls: readonly LoggedCall[]): LoggedCall[] {
  const sent = calls.filter(({ model, error }) => model !== 'unknown' || !isAbort(error));
  return sent.map((call) => {
    const isBeginning = isLeft(call) || call.model === 'stall';
    return isBeginning && TEXT.join('').startsWith(textOf(call.response) ?? '')
      ? { ...call, response: text(BEGINNING) }
      : call;
  });
}

function isAbort(error: unknown): boolean {
  return (error as { type?: string } | undefined)?.type === 'AbortError';
}

/** Whether the program stopped reading the answer. */
function isLeft({ prompt }: LoggedCall): boolean {
  return /left early$/.test(textOf(prompt) ?? '');
}

function text(value: string): object {
  return value.length > 200
    ? { t: 'str', v: value.slice(0, 200), truncated: value.length }
    : { t: 'str', v: value };
}

function textOf(descriptor: unknown): string | undefined {
  return (descriptor as { v?: string } | undefined)?.v;
}
