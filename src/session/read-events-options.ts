import type { EventType } from '../event/types.ts';

/** Which events are read. */
export interface ReadEventsOptions {
  /** @defaultValue the current session, else the one written to last */
  readonly sessionId?: string | undefined;
  /** Events of this kind alone. */
  readonly type?: EventType | undefined;
  /** The last so many of them. @defaultValue all */
  readonly last?: number | undefined;
}
