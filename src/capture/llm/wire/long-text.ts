/** A text that is too long to be kept: both of its ends. */
export interface LongText {
  /** The beginning, some 64 KiB. */
  readonly head: string;
  /** The end, some 64 KiB. It begins anywhere: in the middle of a word, a string, a number. */
  readonly tail: string;
  /** The length of the whole in bytes of UTF-8. */
  readonly bytes: number;
}

/** A text up to this many bytes is kept whole: JSON of that size parses in some 5 ms. */
export const MAX_WHOLE_BYTES: number = 1_048_576;
/** Of a longer one this much of each end: what an answer says of model, use of tokens and errors stands there. */
export const END_BYTES: number = 65_536;
