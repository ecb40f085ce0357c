declare const safe: unique symbol;

/**
 * Text that went through redaction. Only this folder makes it, and every text field of an event asks for it:
 * the compiler refuses a raw string on its way into the log.
 */
export type SafeText = string & { readonly [safe]: true };

/** Takes a word of agentlog's own, written out in the source, as safe; a computed string does not compile. */
export function ownWord<const T extends string>(word: string extends T ? never : T): SafeText {
  return word as unknown as SafeText;
}

/** For this folder alone: vouches that a text was redacted. */
export function vouch(text: string): SafeText {
  return text as SafeText;
}

/** A number's digits hold no secret by themselves; where a name makes them one, the name's reader hides them. */
export function vouchNumber(value: number | bigint): SafeText {
  return `${value}` as SafeText;
}

/** Safe texts in a row. */
export function joinSafe(first: SafeText, second: SafeText, third: SafeText): SafeText {
  return (first + second + third) as SafeText;
}
