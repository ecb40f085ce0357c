import { MAX_STRING_CHARS } from '../base/limits.ts';
import { findPlace } from '../capture/failure/stack-place.ts';
import { readStackText } from '../capture/failure/thrown-text.ts';
import { summarizeThrown } from '../event/error-summary.ts';
import type { FailurePayload, Location } from '../event/types.ts';
import { clip, redact } from '../redact/redact.ts';
import { ownWord } from '../redact/safe-text.ts';

const { getOwnPropertyDescriptor } = Object;
const MISSING = ownWord('a Worker has no debugger to read them with');
const UNKNOWN: Location = { file: ownWord(''), line: 0, function: ownWord('') };

/** A failure as a Worker can tell it: what was thrown, and the place that its stack names. Runs none of the program's code. */
export function workerFailure(thrown: unknown): FailurePayload {
  const error = summarizeThrown(thrown);
  return { error, location: placeOf(thrown), locals: {}, locals_missing: MISSING };
}

function placeOf(thrown: unknown): Location {
  const prepare: unknown = getOwnPropertyDescriptor(Error, 'prepareStackTrace')?.value;
  const place = findPlace(readStackText(thrown, prepare), undefined);
  if (place === undefined) return UNKNOWN;
  const { url, line, functionName } = place;
  return {
    file: redact(url.replace(/^file:\/\//, '')),
    line,
    function: clip(functionName || '<anonymous>', MAX_STRING_CHARS).text,
  };
}
