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
 * stand as themselves; every other nested value is a descriptor, a nested text that was cut and an object of more than
 * 20 keys too. A Map's entries are pairs. What lies too deep stands in short: `Array(9)`, `User {…}`; what was not
 * looked at as `[getter]`, `[circular]`, `[empty]` (an array's hole), `[uninitialized]`, `[…]` (the work was used up).
 */
export interface Descriptor {
  /** `str`, `int`, `float`, `bool`, `bigint`, `symbol`, `null`, `undefined`, `fn`, or the constructor's name. */
  readonly t: SafeText;
  /** The value, or its first levels. */
  readonly v?: SafeJson;
  /** Length or size, where `v` does not show it. */
  readonly n?: number;
  /** The first keys, where their values are not shown. A part of the format that is read wherever it stands; `describe` gives none. */
  readonly k?: readonly SafeText[];
  /** The type of the items in `preview`, if they share one: the others were not looked at. */
  readonly it?: SafeText;
  /** The first items of a long array, set or map. */
  readonly preview?: readonly SafeJson[];
  /** The full length of what was cut. */
  readonly truncated?: number;
}
