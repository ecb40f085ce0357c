import { isAbsolute, relative, sep } from 'node:path';
import { MAX_CAUSES, MAX_FAILURE_BYTES, MAX_STRING_CHARS } from '../../base/limits.ts';
import { nodeProbe } from '../../base/probe.ts';
import { summarizeThrown } from '../../event/error-summary.ts';
import type { ErrorSummary, FailurePayload, Location, Origin } from '../../event/types.ts';
import { clip, redact } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import type { Describe } from '../../value/describe.ts';
import type { Descriptor } from '../../value/descriptor.ts';
import type { FailedTest } from './failed-test.ts';
import { fitError } from './fit-error.ts';
import { fitSeen } from './fit-seen.ts';
import { importedNames } from './imported-names.ts';
import type { Inspector } from './inspector.ts';
import { isProgramUrl } from './program-frame.ts';
import type { Script, ScriptPosition } from './protocol.ts';
import { findMapUrl, mapToSource, type SourcePlace, toPath } from './source-map.ts';
import { findPlace, type StackPlace } from './stack-place.ts';
import type { ThrowRecord } from './throw-record.ts';
import { findUninitialized, type TextPosition } from './uninitialized.ts';
import { readViteMap } from './vite-source-map.ts';

/** What a failure is put together from. */
export interface FailureParts {
  readonly thrown: unknown;
  /** What was seen at the throw, if it was seen. */
  readonly record: ThrowRecord | undefined;
  /** The innermost cause whose throw was seen. */
  readonly origin?: ThrowRecord | undefined;
  /** The text of the error's stack, for the place where there is no record; `''` if it may not be read. */
  readonly stack: string;
  /** The test that failed with it. */
  readonly test?: FailedTest | undefined;
  /** The same of an error that was made where the test was written. */
  readonly makerStack?: string;
  /** Why there is no record. */
  readonly missing: SafeText;
  readonly suppressed: SafeText | undefined;
  readonly describe: Describe;
  readonly inspector: Inspector | undefined;
  readonly ownFolder: string;
  /** The folder that files are named relative to. */
  readonly root: string;
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
  if (record?.isProgram !== true) {
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

function errorOf({ thrown, test, describe }: FailureParts): ErrorSummary {
  const error = test?.summary ?? summarizeThrown(thrown, describe, nodeProbe);
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

function placeOfRecord(record: ThrowRecord, source: string, parts: FailureParts): Location {
  const { lineNumber, columnNumber = 0, scriptId } = record.position;
  const script = parts.inspector?.script(scriptId);
  const compiled: SourcePlace = {
    file: toPath(script?.url ?? ''),
    line: lineNumber + 1,
    column: columnNumber,
  };
  const original = mapSeen(script, source, lineNumber + 1, columnNumber, parts);
  const start = record.functionPosition;
  const named =
    start === undefined
      ? undefined
      : mapSeen(script, source, start.lineNumber + 1, start.columnNumber ?? 0, parts)?.name;
  const functionName = record.isModuleBody ? '<module>' : (named ?? record.functionName) || '<anonymous>';
  return toLocation(original ?? compiled, functionName, parts.root);
}

function placeOfUnparsed(
  { scriptId, lineNumber, columnNumber = 0 }: ScriptPosition,
  parts: FailureParts,
): Location {
  const script = parts.inspector?.script(scriptId);
  const source = parts.inspector?.source(scriptId) ?? '';
  const original = mapSeen(script, source, lineNumber + 1, columnNumber, parts);
  const compiled = { file: toPath(script?.url ?? ''), line: lineNumber + 1, column: columnNumber };
  return toLocation(original ?? compiled, '<module>', parts.root);
}

/** Maps a place that V8 told; a stack's text may be mapped already, by who runs the program. */
function mapSeen(
  script: Script | undefined,
  source: string,
  line: number,
  column: number,
  { inspector }: FailureParts,
): SourcePlace | undefined {
  if (script === undefined || inspector === undefined || script.sourceMapURL !== '')
    return mapPlace(script, source, line, column);
  const mapText = readViteMap(script, inspector);
  return mapText === undefined ? undefined : mapToSource({ path: toPath(script.url), mapText }, line, column);
}

function mapPlace(
  script: Script | undefined,
  source: string,
  line: number,
  column: number,
): SourcePlace | undefined {
  if (script === undefined || script.sourceMapURL === '') return undefined;
  const mapUrl = script.sourceMapURL === 'data:' ? findMapUrl(source) : script.sourceMapURL;
  return mapUrl === undefined ? undefined : mapToSource({ path: toPath(script.url), mapUrl }, line, column);
}

/** From the error's stack, else from what the test's runner knows. */
function placeFromStack(parts: FailureParts): Location {
  const { stack, makerStack = '', test, ownFolder, root } = parts;
  const own = findPlace(stack, ownFolder);
  const made = findPlace(makerStack, ownFolder);
  const place = [own, made].find((one) => one !== undefined && isProgramUrl(one.url, ownFolder));
  if (place !== undefined) return locate(place, parts);
  if (test?.file !== undefined)
    return toLocation({ file: toPath(test.file), line: test.line ?? 0, column: 0 }, '', root);
  return locate(own ?? made, parts);
}

function locate(place: StackPlace | undefined, { inspector, root, test }: FailureParts): Location {
  if (place === undefined) return { file: ownWord(''), line: 0, function: ownWord('') };
  const { url, line, column, functionName } = place;
  // With Node's own source maps on, or a runner's, the stack already names the sources.
  const areMapped = test?.isStackRead === true || process.sourceMapsEnabled === true;
  const script = areMapped
    ? undefined
    : (inspector?.scriptNamed(url) ?? inspector?.scriptNamed(`file://${url}`));
  const original = mapPlace(
    script,
    script === undefined ? '' : (inspector?.source(script.scriptId) ?? ''),
    line,
    column - 1,
  );
  return toLocation(original ?? { file: toPath(url), line, column }, functionName || '<anonymous>', root);
}

function toLocation(place: SourcePlace, functionName: string, root: string): Location {
  return {
    file: redact(relativeTo(root, place.file)),
    line: place.line,
    function: clip(functionName, MAX_STRING_CHARS).text,
  };
}

/** The file relative to the root, with `/`; absolute where it lies outside. */
function relativeTo(root: string, file: string): string {
  if (!isAbsolute(file)) return file;
  const path = relative(root, file);
  const isInside = path !== '' && path !== '..' && !path.startsWith(`..${sep}`) && !isAbsolute(path);
  return (isInside ? path : file).replaceAll(sep, '/');
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
