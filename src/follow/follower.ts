/** How a call is carried out, and told of its end. What it is told does not throw. */
export interface Follower {
  /** Runs the function, or a step of what it gave, in the call's async context. */
  run<T>(step: () => T): T;
  /** A step is done, perhaps the last one. */
  touch?(): void;
  /** It has come to its end. May be told more than once. */
  onDone(): void;
  /** As `onDone`, with what was thrown, or what a promise was rejected with. */
  onFailed(thrown: unknown): void;
  /**
   * The function or a step threw at once. For who need not know what: where nobody catches it, the source excerpt that Node prints is
   * then the program's. Without this, `onFailed` is told, and the excerpt shows where we threw it on.
   */
  onThrow?(): void;
}
