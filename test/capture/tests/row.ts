import type { Seen, SetUp } from './run-set-up.ts';

/** A row of the matrix. */
export interface Row extends SetUp {
  /** The runner, and what is special about the set-up. */
  readonly title: string;
  /** The oldest Node, `[major, minor]`, that can run it. */
  readonly minNode?: readonly [number, number];
  /** What must be in the log, in any order. */
  readonly events: readonly Seen[];
}

/** Paths of the files that the projects share. */
export function shop(...names: readonly string[]): string[] {
  return names.map((name) => `shop/${name}`);
}
