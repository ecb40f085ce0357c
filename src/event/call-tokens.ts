import type { Event } from './types.ts';

/** The tokens of one event: of a model call its total, else input and output together; of what is unknown, 0. */
export function tokensOf(event: Event): number {
  if (event.event_type !== 'llm_call') return 0;
  const { tokens_total: total, tokens_in: input, tokens_out: output } = event;
  return typeof total === 'number' ? countOf(total) : countOf(input) + countOf(output);
}

function countOf(value: unknown): number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0 ? value : 0;
}
