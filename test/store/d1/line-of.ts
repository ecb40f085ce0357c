import type { Event } from '../../../src/event/types.ts';
import type { Batch } from '../../../src/store/types.ts';

export type Line = Batch['events'][number];

export function lineOf(event: Event): Line {
  return { event, text: JSON.stringify(event) };
}
