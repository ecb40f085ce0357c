import { MAX_CAUSES, MAX_FAILURE_BYTES } from '../../base/limits.ts';
import { summarizeThrown } from '../../event/error-summary.ts';
import type { ErrorSummary, FailurePayload, Origin } from '../../event/types.ts';
import { redact } from '../../redact/redact.ts';
import type { SafeText } from '../../redact/safe-text.ts';
import type { Descriptor } from '../../value/descriptor.ts';
import { type PlaceParts, placeFromStack, placeOfRecord, placeOfUnparsed } from './failure-place.ts';
import { fitError } from './fit-error.ts';
import { fitSeen } from './fit-seen.ts';
import { importedNames } from './imported-names.ts';
import { findModuleNames } from './module-names.ts';
import type { ScriptPosition } from './protocol.ts';
import type { ThrowRecord } from './throw-record.ts';
import { findUninitialized, type TextPosition } from './uninitialized.ts';

/** What a failure is put together from. */
export interface FailureParts extends PlaceParts {
  readonly thrown: unknown;
  /** What was seen at the throw, if it was seen. */
  readonly record: ThrowRecord | undefined;
  /** The innermost cause whose throw was seen. */
  readonly origin?: ThrowRecord | undefined;
  /** Why there is no record. */
  readonly missing: SafeText;
  readonly suppressed: SafeText | undefined;
}

/** Puts a failure's payload together; reads source maps and sources, so it costs a millisecond or more. */
export function buildFailure(parts: FailureParts): FailurePayload {
  const { origin } = parts;
  if (origin === undefined) return buildOuter(parts, MAX_FAILURE_BYTES);
  const outer = buildOuter(parts, MAX_FAILURE_BYTES / 2);
  return { ...outer, origin: seenAtOrigin(origin, outer, parts) };
}

/** The failure without what was seen at the throw of its cause. */
function buildOuter(parts: FailureParts, maxBytes: number): FailurePayload {
  const { record, suppressed } = parts;
  const error = fitError(errorOf(parts), maxBytes / 2);
  const test = parts.test?.test;
  if (record?.hasProgramFrame !== true) {
    const location =
      record?.unparsed === undefined ? placeFromStack(parts) : placeOfUnparsed(record.unparsed, parts);
    const locals_missing = record?.missing ?? parts.missing;
    return {
      error,
      location,
      locals: {},
      locals_missing,
      ...(suppressed && { suppressed }),
      ...(test && { test }),
    };
  }
  const payload: FailurePayload = {
    error,
    ...seenAt(record, parts),
    ...(record.missing !== undefined && { locals_missing: record.missing }),
    ...(suppressed && { suppressed }),
    ...(test && { test }),
  };
  const { seen, dropped } = fitSeen(payload, maxBytes);
  if (dropped === 0) return seen;
  return {
    ...seen,
    locals_missing: redact(`${dropped} outer variables left out: the failure is over ${maxBytes} bytes`),
  };
}

function errorOf({ thrown, test }: FailureParts): ErrorSummary {
  const error = test?.summary ?? summarizeThrown(thrown);
  const others = test?.others ?? [];
  if (others.length === 0 || error.errors !== undefined) return error;
  return { ...error, errors: others.slice(0, MAX_CAUSES).map(({ summary }) => summary) };
}

function seenAt(record: ThrowRecord, parts: FailureParts): Origin {
  const source = parts.inspector?.source(record.position.scriptId) ?? '';
  const startColumn = parts.inspector?.script(record.position.scriptId)?.startColumn ?? 0;
  const thisValue = record.thisValue !== undefined && usesThis(record, source) ? record.thisValue : undefined;
  return {
    location: placeOfRecord(record, source, parts),
    locals: pickLocals(record, source, startColumn),
    ...(thisValue && { this: thisValue }),
  };
}

/** What was seen at a cause's throw and does not stand in the failure already, within the bytes that are left. */
function seenAtOrigin(record: ThrowRecord, outer: FailurePayload, parts: FailureParts): Origin {
  const { location, locals, this: thisValue } = seenAt(record, parts);
  const news: Record<string, Descriptor> = Object.create(null);
  for (const name of Object.keys(locals)) {
    if (!isSame(locals[name], outer.locals[name])) news[name] = locals[name] as Descriptor;
  }
  const isNews = thisValue !== undefined && !isSame(thisValue, outer.this);
  const seen = { location, locals: news, ...(isNews && { this: thisValue }) };
  return fitSeen(seen, MAX_FAILURE_BYTES - Buffer.byteLength(JSON.stringify(outer))).seen;
}

function isSame(a: Descriptor | undefined, b: Descriptor | undefined): boolean {
  return b !== undefined && JSON.stringify(a) === JSON.stringify(b);
}

/** Whether the function's text mentions `this`: a timer's or an emitter's `this` that nobody uses explains nothing. */
function usesThis(record: ThrowRecord, source: string): boolean {
  const range = record.functionRange;
  if (range === undefined || source === '') return true;
  const lines = source.split('\n').slice(range.start.lineNumber, range.end.lineNumber + 1);
  return /\b(?:this|super)\b/.test(lines.join('\n'));
}

/** The variables that hold something: imports are left out of a module's own, and what was not initialized yet. */
function pickLocals(
  record: ThrowRecord,
  source: string,
  startColumn: number,
): Readonly<Record<string, Descriptor>> {
  const hidden = record.isModuleBody ? importedNames(source) : new Set<string>();
  const at = inText(record.position, startColumn);
  for (const { start, end, names } of record.blocks) {
    const block = { start: inText(start, startColumn), end: inText(end, startColumn) };
    for (const name of findUninitialized(source, block, at, names)) hidden.add(name);
  }
  if (record.maybeModules !== undefined) {
    for (const name of findModuleNames(source, -startColumn, record.maybeModules)) hidden.add(name);
  }
  if (hidden.size === 0) return record.locals;
  const shown: Record<string, Descriptor> = Object.create(null);
  for (const name of Object.keys(record.locals)) {
    if (!hidden.has(name)) shown[name] = record.locals[name] as Descriptor;
  }
  return shown;
}

/** The place in the text as V8 has it: the columns of a script's first line may begin elsewhere than at 0. */
function inText({ lineNumber, columnNumber = 0 }: ScriptPosition, startColumn: number): TextPosition {
  return {
    lineNumber,
    columnNumber: lineNumber === 0 ? columnNumber - startColumn : columnNumber,
  };
}
