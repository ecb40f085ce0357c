import { summarizeThrown } from '../../event/error-summary.ts';
import type { ErrorSummary } from '../../event/types.ts';
import { describe } from '../../value/describe.ts';
import { readData } from '../../value/read.ts';

export interface AvaErrorsOptions {
  /** Whether the throw of an error was seen, with a frame of the program. */
  readonly isKnown: (error: unknown) => boolean;
}

/** What a test of ava failed of, and what ava's own error alone tells of it. */
export interface AvaError {
  readonly error: unknown;
  readonly more: {
    /** With the values that were compared. */
    readonly summary?: ErrorSummary;
    /** The stack where the assertion was called: one that is awaited fails when that is gone. */
    readonly calledAt?: string;
  };
}

/** Ava's errors: what its assertions compared, and which error a test failed of. */
export interface AvaErrors {
  /** Keeps the `expected` and `actual` of the assertion that made the error, as they are now, if it compares. */
  keep(error: unknown, assertion: object): void;
  read(error: unknown): AvaError;
}

/** The assertions that compare two values. */
const COMPARING: ReadonlySet<unknown> = new Set(['t.is()', 't.not()', 't.deepEqual()', 't.notDeepEqual()']);

/** The errors of this thread. */
export function createAvaErrors({ isKnown }: AvaErrorsOptions): AvaErrors {
  const compared = new WeakMap<object, Required<Pick<ErrorSummary, 'expected' | 'actual'>>>();

  return { keep, read };

  function keep(error: unknown, assertion: object): void {
    if (typeof error !== 'object' || error === null || compared.has(error)) return;
    if (!COMPARING.has(get(error, 'assertion'))) return;
    const expected = describe(get(assertion, 'expected'));
    compared.set(error, { expected, actual: describe(get(assertion, 'actual')) });
  }

  /** Ava makes an AssertionError of whatever a test throws; one of its own assertions was seen being recorded. */
  function read(error: unknown): AvaError {
    const cause = get(error, 'cause');
    if (cause !== undefined && !isKnown(error)) return { error: cause, more: {} };
    const values = typeof error === 'object' && error !== null ? compared.get(error) : undefined;
    const calledAt = get(error, 'assertionStack');
    return {
      error,
      more: {
        ...(values !== undefined && { summary: { ...summarizeThrown(error), ...values } }),
        ...(typeof calledAt === 'string' && calledAt !== '' && { calledAt }),
      },
    };
  }
}

function get(target: unknown, key: string): unknown {
  return readData(target, key);
}
