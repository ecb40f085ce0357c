/** The words of a text with blanks or line breaks between, as a set: lists of words stay short and readable. */
export function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.trim().split(/\s+/));
}
