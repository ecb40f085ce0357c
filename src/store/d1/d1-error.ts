import { AgentlogError } from '../../base/errors.ts';

/**
 * What helps when D1 refuses: the same request `later`; a `smaller` one, as this one was too much for the database; nothing
 * that can be done from here, `never`.
 */
export type Remedy = 'later' | 'smaller' | 'never';

export interface D1ErrorOptions {
  readonly retryAfterMs?: number | undefined;
  readonly isTooLarge?: boolean | undefined;
  readonly cause?: unknown;
}

/** D1 did not do what it was asked for. The message says why, and what a person can do about it, in one line. */
export class D1Error extends AgentlogError {
  readonly remedy: Remedy;
  /** How long the server asks to wait, in ms. */
  readonly retryAfterMs: number | undefined;
  /** The bytes of the request were too many, not the work: a row that was sent alone fits only if it is cut. */
  readonly isTooLarge: boolean;

  constructor(message: string, remedy: Remedy, options: D1ErrorOptions = {}) {
    super('AGENTLOG_D1', message, options.cause === undefined ? {} : { cause: options.cause });
    this.remedy = remedy;
    this.retryAfterMs = options.retryAfterMs;
    this.isTooLarge = options.isTooLarge ?? false;
  }
}
