/** Learns of the end of what a function gave. Its methods do not throw but for what a step throws. */
export interface Follower {
  /** Runs a step of a generator, in the context that the function ran in. */
  run<T>(step: () => T): T;
  /** A step is done, perhaps the last one. */
  touch(): void;
  /** It has come to its end. May be told more than once. */
  onDone(): void;
  /** As `onDone`, with what was thrown, or what a promise was rejected with. */
  onFailed(thrown: unknown): void;
}
