import type { Draw } from './draw.ts';

/** One value in the making. */
export interface Making {
  readonly draw: Draw;
  /** The secrets that were put into it, as they may not be read, and the text around each. */
  readonly secrets: { readonly secret: string; readonly around: string }[];
  /** What was made, for a person. */
  readonly story: string[];
  /** A value one level further down. */
  inside(): unknown;
}

/** A kind of value, and how one is made. */
export type Maker = readonly [name: string, make: (making: Making) => unknown];
