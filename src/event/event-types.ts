import { ID_PREFIX } from './ids.ts';
import type { EventType } from './types.ts';

/** The five kinds of events, in the order in which they are listed and counted. */
export const EVENT_TYPES: readonly EventType[] = Object.keys(ID_PREFIX) as EventType[];
