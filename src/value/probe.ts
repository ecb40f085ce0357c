import type { Kind } from '../base/kind.ts';

/** What only the platform can tell of a value. Neither question may run code of the value's. */
export interface Probe {
  /** Whether the value is a Proxy, which is then not touched at all. */
  isProxy(value: object): boolean;
  /** What a value of another realm is; asked where the prototypes are not this realm's. `undefined`: nothing special. */
  kindOf(value: object): Kind | undefined;
}

/**
 * The probe for platforms without one. A Proxy is then taken for the object that it poses as, and its traps run;
 * a Map or Date of another realm is shown by its own keys alone.
 */
export const noProbe: Probe = { isProxy: () => false, kindOf: () => undefined };
