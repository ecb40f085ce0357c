import { putIn } from '../../base/held.ts';
import { MAX_STRING_CHARS, MAX_TYPE_CHARS } from '../../base/limits.ts';
import type { CallError } from '../../event/types.ts';
import { clip } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import type { Payloads } from '../../session/types.ts';
import type { Descriptor } from '../../value/descriptor.ts';
import type { TextStart, TokenCounts, WireError } from './wire/types.ts';

const { isFinite: isFiniteNumber, isSafeInteger } = Number;
const { round } = Math;

/** What is known of one model call, not redacted yet. */
export interface CallFacts {
  /** As the program asked for it. */
  readonly model?: string | undefined;
  readonly prompt?: TextStart | undefined;
  readonly response?: TextStart | undefined;
  /** The names of the tools that the answer calls: they stand for a response without a text. */
  readonly tools?: readonly string[] | undefined;
  readonly tokens: TokenCounts;
  /** `null` where nobody measured it. */
  readonly durationMs: number | null;
  readonly stream?: boolean | undefined;
  readonly error?: (WireError & { readonly status?: number | undefined }) | undefined;
}

const STRING = ownWord('str');
const UNKNOWN = ownWord('unknown');
const NOTHING: Descriptor = { t: ownWord('null') };
const MAX_TOOLS = 20;

/**
 * The payload of one model call: its texts redacted, then cut to 200 characters. `tokens_total` is input and output
 * together; where one of them is unknown it is the provider's own total, if it gave one.
 */
export function createCallPayload(facts: CallFacts): Payloads['llm_call'] {
  const { tokens, durationMs, stream, error } = facts;
  const input = toCount(tokens.input);
  const output = toCount(tokens.output);
  const cached = toCount(tokens.cached);
  const reasoning = toCount(tokens.reasoning);
  const payload: Payloads['llm_call'] = {
    model: modelOf(facts.model),
    tokens_in: input,
    tokens_out: output,
    tokens_total: input !== null && output !== null ? input + output : toCount(tokens.total),
    duration_ms: toDuration(durationMs),
    prompt: describeStart(facts.prompt),
    response: responseOf(facts),
  };
  if (cached !== null) putIn(payload, 'tokens_cached', cached);
  if (reasoning !== null) putIn(payload, 'tokens_reasoning', reasoning);
  if (stream !== undefined) putIn(payload, 'stream', stream);
  if (error !== undefined) putIn(payload, 'error', errorOf(error));
  return payload;
}

/** A count of tokens as it was given: a whole number from 0 on; `null` for everything else, which is no count. */
export function toCount(value: unknown): number | null {
  return isSafeInteger(value) && (value as number) >= 0 ? (value as number) + 0 : null;
}

/** Milliseconds to a tenth; `null` for what is no duration. */
export function toDuration(value: unknown): number | null {
  return isFiniteNumber(value) && (value as number) >= 0 ? round((value as number) * 10) / 10 : null;
}

// Most programs ask one model again and again: a name was judged when it was the last one too.
let lastModel = '';
let lastJudged: SafeText = UNKNOWN;

function modelOf(model: string | undefined): SafeText {
  if (model === undefined || model === '') return UNKNOWN;
  if (model !== lastModel) {
    lastJudged = clip(model, MAX_STRING_CHARS).text;
    lastModel = model;
  }
  return lastJudged;
}

function describeStart(start: TextStart | undefined): Descriptor {
  if (start === undefined) return NOTHING;
  const { text, truncated } = clip(start.text, MAX_STRING_CHARS, start.chars);
  return truncated === undefined ? { t: STRING, v: text } : { t: STRING, v: text, truncated };
}

function responseOf({ response, tools = [] }: CallFacts): Descriptor {
  if ((response !== undefined && response.chars > 0) || tools.length === 0) return describeStart(response);
  const names = tools.slice(0, MAX_TOOLS).join(', ');
  const more = tools.length > MAX_TOOLS ? ` and ${tools.length - MAX_TOOLS} more` : '';
  const text = `calls ${names}${more}`;
  return describeStart({ text, chars: text.length });
}

function errorOf({ type, msg, status }: NonNullable<CallFacts['error']>): CallError {
  return {
    type: clip(type, MAX_TYPE_CHARS).text,
    msg: clip(msg, MAX_STRING_CHARS).text,
    ...(isSafeInteger(status) && { status: status as number }),
  };
}
