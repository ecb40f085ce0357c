import type { ErrorSummary } from '../../event/types.ts';
import type { Descriptor } from '../../value/descriptor.ts';

/**
 * Takes what was compared away until the error takes at most `maxBytes` as JSON: first that of its causes and of the errors it stands
 * for, then the contents of its own, whose types stay. An error that compares nothing is left as it is.
 */
export function fitError(error: ErrorSummary, maxBytes: number): ErrorSummary {
  if (sizeOf(error) <= maxBytes) return error;
  const { cause, errors, expected, actual, ...rest } = error;
  const shorter: ErrorSummary = {
    ...rest,
    ...(cause && { cause: withoutCompared(cause) }),
    ...(errors && { errors: errors.map(withoutCompared) }),
    ...(expected && { expected }),
    ...(actual && { actual }),
  };
  if (sizeOf(shorter) <= maxBytes || expected === undefined || actual === undefined) return shorter;
  return { ...shorter, expected: typeOf(expected), actual: typeOf(actual) };
}

function withoutCompared({ expected, actual, cause, errors, ...rest }: ErrorSummary): ErrorSummary {
  return {
    ...rest,
    ...(cause && { cause: withoutCompared(cause) }),
    ...(errors && { errors: errors.map(withoutCompared) }),
  };
}

function typeOf({ t, n }: Descriptor): Descriptor {
  return { t, ...(n !== undefined && { n }) };
}

function sizeOf(error: ErrorSummary): number {
  return Buffer.byteLength(JSON.stringify(error));
}
