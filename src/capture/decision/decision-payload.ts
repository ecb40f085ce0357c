import { put } from '../../base/held.ts';
import { MAX_KEYS, MAX_STRING_CHARS } from '../../base/limits.ts';
import { isProxy } from '../../base/probe.ts';
import type { DecisionPayload } from '../../event/types.ts';
import { clip } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import { describe } from '../../value/describe.ts';
import type { Descriptor, SafeJson } from '../../value/descriptor.ts';
import { keysOf } from '../../value/keys.ts';
import { ACCESSOR, MISSING, readOwn } from '../../value/read.ts';

const MAX_NAME_CHARS = 80;
const GETTER: Descriptor = { t: ownWord('getter') };

/** What the program hands over; its types are not taken for granted. */
export interface Decision {
  readonly question: string;
  readonly answer: unknown;
  readonly reason?: string | undefined;
  readonly context?: Readonly<Record<string, unknown>> | undefined;
}

/**
 * A decision as it is stored: texts redacted and cut to 200 characters, an answer that JSON holds as itself, of the context the
 * first 20 values by their names. Runs none of the values' code; a getter is named and not asked.
 */
export function decisionPayload({ question, answer, reason, context }: Decision): DecisionPayload {
  const described = context === undefined ? undefined : describeContext(context);
  return {
    question: textOf(question),
    answer: answerOf(answer),
    ...(reason !== undefined && reason !== null && { reason: textOf(reason) }),
    ...(described !== undefined && { context: described }),
  };
}

/** A caller without types may hand over anything. */
function textOf(value: unknown): SafeText {
  return typeof value === 'string' ? clip(value, MAX_STRING_CHARS).text : describe(value).t;
}

function answerOf(answer: unknown): SafeJson | Descriptor {
  const descriptor = describe(answer);
  const { t, v } = descriptor;
  if (answer === null || typeof answer === 'boolean' || typeof answer === 'string') return v ?? null;
  if (typeof answer === 'number' || typeof answer === 'bigint') return v ?? t;
  return descriptor;
}

function describeContext(context: unknown): Record<string, Descriptor> | undefined {
  if (typeof context !== 'object' || context === null || isProxy(context)) return undefined;
  const described: Record<string, Descriptor> = {};
  const { keys } = keysOf(context, false);
  for (let i = 0; i < keys.length && i < MAX_KEYS; i += 1) {
    const key = keys[i] ?? '';
    const value = readOwn(context, key);
    if (value === MISSING) continue;
    const name = clip(key, MAX_NAME_CHARS).text;
    put(described, name, value === ACCESSOR ? GETTER : describe(value, { name: key }));
  }
  return described;
}
