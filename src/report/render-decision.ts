import type { Fields } from '../base/fields.ts';
import { oneLine } from './escape-control.ts';
import { renderDescriptor } from './render-descriptor.ts';

/** With more to say than this a decision takes several lines. */
const MAX_HEADLINE_CHARS = 340;
const MAX_TEXT_CHARS = 200;
const MAX_ANSWER_CHARS = 120;
const MAX_NAME_CHARS = 60;

/**
 * A decision on one line, or on one for each of its parts where that would be too long. Every line is safe to print. Takes
 * whatever stands in a log; never throws.
 *
 * @example
 * renderDecision(event)
 * // Should retry failed request? -> true  (error_count < 3)  error_count=1 max_retries=3
 */
export function renderDecision(fields: Fields): string[] {
  const question = typeof fields.question === 'string' ? fields.question : '?';
  const head = `${oneLine(question, MAX_TEXT_CHARS)} -> ${answerText(fields.answer)}`;
  const reason = typeof fields.reason === 'string' ? [oneLine(`(${fields.reason})`, MAX_TEXT_CHARS + 2)] : [];
  const context = contextPairs(fields.context);
  const pairs = context.map(([name, value]) => `${name}=${value}`).join(' ');
  const short = [head, ...reason, ...(pairs === '' ? [] : [pairs])].join('  ');
  if (short.length <= MAX_HEADLINE_CHARS) return [short];
  return [
    head,
    ...reason.map((text) => `  ${text}`),
    ...context.map(([name, value]) => `  ${name} = ${value}`),
  ];
}

/** A text stands without quotes, as it was answered. */
function answerText(answer: unknown): string {
  if (typeof answer === 'string') return oneLine(answer, MAX_ANSWER_CHARS);
  return answer === undefined ? '?' : renderDescriptor(answer, MAX_ANSWER_CHARS);
}

function contextPairs(context: unknown): (readonly [name: string, value: string])[] {
  if (typeof context !== 'object' || context === null || Array.isArray(context)) return [];
  return Object.entries(context).map(([name, value]) => [
    oneLine(name, MAX_NAME_CHARS),
    renderDescriptor(value),
  ]);
}
