import { isAbsolute, relative, sep } from 'node:path';
import { MAX_STRING_CHARS } from '../../base/limits.ts';
import type { FailedTest } from '../../event/failed-test.ts';
import type { Location } from '../../event/types.ts';
import { clip, redact } from '../../redact/redact.ts';
import { ownWord } from '../../redact/safe-text.ts';
import type { Inspector } from './inspector.ts';
import { isProgramUrl } from './program-frame.ts';
import type { Script, ScriptPosition } from './protocol.ts';
import { toPath } from './script-path.ts';
import { findMapUrl, mapToSource, type SourcePlace } from './source-map.ts';
import { findPlace, type StackPlace } from './stack-place.ts';
import type { ThrowRecord } from './throw-record.ts';
import { readViteMap } from './vite-source-map.ts';

/** What the place of a failure is told from. */
export interface PlaceParts {
  /** The text of the error's stack, for the place where there is no record; `''` if it may not be read. */
  readonly stack: string;
  /** The test that failed with it. */
  readonly test?: FailedTest | undefined;
  /** The text of the stack of an error that was made where the test was written. */
  readonly makerStack?: string;
  readonly inspector: Inspector | undefined;
  readonly ownFolder: string;
  /** The folder that files are named relative to. */
  readonly root: string;
}

/** The place of a throw that was seen. `source` is its script's text. */
export function placeOfRecord(record: ThrowRecord, source: string, parts: PlaceParts): Location {
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

/** The place at which a text does not parse. */
export function placeOfUnparsed(
  { scriptId, lineNumber, columnNumber = 0 }: ScriptPosition,
  parts: PlaceParts,
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
  { inspector }: PlaceParts,
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

/** The place of an error whose throw was not seen: from its stack, else from what the test's runner knows. */
export function placeFromStack(parts: PlaceParts): Location {
  const { stack, makerStack = '', test, ownFolder, root } = parts;
  const own = findPlace(stack, ownFolder);
  const made = findPlace(makerStack, ownFolder);
  const place = [own, made].find((one) => one !== undefined && isProgramUrl(one.url, ownFolder));
  if (place !== undefined) return locate(place, parts);
  if (test?.file !== undefined)
    return toLocation({ file: toPath(test.file), line: test.line ?? 0, column: 0 }, '', root);
  return locate(own ?? made, parts);
}

function locate(place: StackPlace | undefined, { inspector, root, test }: PlaceParts): Location {
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
