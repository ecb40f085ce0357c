import type { SafeText } from '../redact/safe-text.ts';

/** Plain JSON whose every string went through redaction. */
export type SafeJson =
  | null
  | boolean
  | number
  | SafeText
  | readonly SafeJson[]
  | { readonly [key: string]: SafeJson };

/**
 * The compact JSON form of one value.
 *
 * A scalar is `{"t":"int","v":3}`; what JSON cannot hold (`NaN`, `-0`, a bigint, a date) is a string in `v`.
 * A small array or object is whole: `{"t":"Object","v":{"id":3,"tags":["a"]}}`. A long array shows its first items:
 * `{"t":"Array","n":90,"it":"int","preview":[1,2,3]}`. Within `v` and `preview` plain arrays, plain objects and scalars
 * stand as themselves; every other nested value is a descriptor.
 */
export interface Descriptor {
  /** `str`, `int`, `float`, `bool`, `bigint`, `symbol`, `null`, `undefined`, `fn`, or the constructor's name. */
  readonly t: SafeText;
  /** The value, or its first levels. */
  readonly v?: SafeJson;
  /** Length or size, where `v` does not show it. */
  readonly n?: number;
  /** The first keys, where their values are not shown. */
  readonly k?: readonly SafeText[];
  /** The items' type, if they share one. */
  readonly it?: SafeText;
  /** The first items of a long array, set or map. */
  readonly preview?: readonly SafeJson[];
  /** The full length of what was cut. */
  readonly truncated?: number;
}
