/** Takes what is printed on one stream. */
export interface Sink {
  /** Takes the next bytes. They are copied: the caller may use its buffer again. */
  add(chunk: Uint8Array): void;
  /** Takes the next characters, as UTF-8. */
  addText(text: string): void;
}
