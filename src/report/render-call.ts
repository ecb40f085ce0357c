import type { Fields } from '../base/fields.ts';
import { oneLine } from './escape-control.ts';
import { renderDescriptor } from './render-descriptor.ts';
import { renderErrorLine } from './render-failure.ts';
import { renderDuration } from './render-time.ts';

const MAX_MODEL_CHARS = 80;
/** Of a prompt and of a response each; what is stored of them is 200. */
const MAX_TEXT_CHARS = 100;

/**
 * A model call on one line, safe to print. Takes whatever stands in a log; never throws.
 *
 * @example
 * renderCall(event) // gpt-4  1250 in (1000 cached), 450 out, 2.3 s  "Fix the bug" -> "The issue is"
 */
export function renderCall(fields: Fields): string {
  const model = oneLine(typeof fields.model === 'string' ? fields.model : '?', MAX_MODEL_CHARS);
  const numbers = [
    `${countText(fields.tokens_in)} in${partText(fields.tokens_cached, 'cached')}`,
    `${countText(fields.tokens_out)} out${partText(fields.tokens_reasoning, 'reasoning')}`,
    ...(isCount(fields.duration_ms) ? [renderDuration(fields.duration_ms)] : []),
  ];
  const parts = [model, numbers.join(', ')];
  const answer = isNothing(fields.response) ? '' : ` -> ${renderDescriptor(fields.response, MAX_TEXT_CHARS)}`;
  if (!isNothing(fields.prompt) || answer !== '')
    parts.push(
      `${isNothing(fields.prompt) ? '' : renderDescriptor(fields.prompt, MAX_TEXT_CHARS)}${answer}`.trim(),
    );
  if (typeof fields.error === 'object' && fields.error !== null)
    parts.push(errorText(fields.error as Fields));
  return parts.join('  ');
}

function countText(value: unknown): string {
  return isCount(value) ? String(value) : '?';
}

function partText(value: unknown, what: string): string {
  return isCount(value) && value > 0 ? ` (${value} ${what})` : '';
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

/** Whether a text was not given. */
function isNothing(descriptor: unknown): boolean {
  return (
    typeof descriptor !== 'object' || descriptor === null || (descriptor as { t?: unknown }).t === 'null'
  );
}

function errorText(error: Fields): string {
  const status = isCount(error.status) ? ` ${error.status}` : '';
  return `failed${status}: ${renderErrorLine(error)}`;
}
