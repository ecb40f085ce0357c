/** A name in a text, and how its value is written. */
export interface ValuePlace {
  readonly name: string;
  readonly nameStart: number;
  /** Whether blanks stand beside the separator. */
  readonly isSpaced: boolean;
  readonly isColon: boolean;
  readonly isQuotedName: boolean;
}
