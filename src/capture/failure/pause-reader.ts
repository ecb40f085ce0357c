import { append } from '../../base/held.ts';
import { guarded } from '../../base/notice.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import { describe } from '../../value/describe.ts';
import type { Budget } from './budget.ts';
import { describeForeignScopes } from './foreign-locals.ts';
import { MAX_HANDED } from './hand-over.ts';
import type { Inspector } from './inspector.ts';
import { isWorthNoting } from './library-throw.ts';
import { addPrivateFields, mayHavePrivateFields } from './private-fields.ts';
import { type FailurePoint, findFailurePoint, isOwnUrl, isProgramUrl, urlOf } from './program-frame.ts';
import {
  type PauseEvent,
  primitiveOf,
  type RemoteObject,
  type Scope,
  type ScriptPosition,
} from './protocol.ts';
import { readLocals } from './read-locals.ts';
import type { Block, ThrowRecord } from './throw-record.ts';
import type { Throws } from './throws.ts';
import { pickScopes, type VisibleScopes } from './visible-scopes.ts';

/** What a pause is read with. */
export interface PauseReading {
  readonly inspector: Inspector;
  readonly throws: Throws;
  readonly budget: Budget;
  readonly isNamespace: (value: object) => boolean;
  /** The folder of agentlog's own code, whose frames are nobody's failure point. */
  readonly ownFolder: string;
  /** The session of the running async context. */
  readonly contextSession: () => string | undefined;
}

const NO_SCOPES: SafeText = ownWord('V8 gave no scopes for this frame');
/** Why a failure has no locals when all frames were Node's own. */
const NO_PROGRAM_FRAME: SafeText = ownWord('no frame of the program was on the stack at the throw');

/** Reads a throw, while the program stands still at it, and keeps what it saw under the thrown value. */
export function readThrow(event: PauseEvent, reading: PauseReading): void {
  const { inspector, throws, budget, ownFolder, contextSession } = reading;
  const point = findFailurePoint(event.callFrames, inspector.script, ownFolder);
  const { data } = event;
  if (point === undefined || data === undefined || isOwnThrow(event, reading)) return;
  if (!isProgram(point, reading)) {
    if (isWorthNoting(event, contextSession())) noteThrow(point, data, reading);
    return;
  }
  const { scriptId, lineNumber } = point.place.location;
  // V8 expects nobody to catch it: then it is the one that counts, however often its place threw before.
  if (data.uncaught !== true && !budget.mayRead(siteOf(scriptId, lineNumber))) return;
  const visible = pickScopes(point.frame, inspector.script(point.frame.location.scriptId));
  const read = readScopes(point, visible, data, reading);
  if (read !== undefined) throws.add(read.thrown, read.record);
}

/** Keeps that an error was thrown, where all frames are Node's own; of one that the parser made, where. */
function noteThrow(point: FailurePoint, data: RemoteObject, reading: PauseReading): void {
  const { inspector, throws, contextSession } = reading;
  if (data.objectId === undefined || data.subtype !== 'error') return;
  const about = aboutFrame(point, { scopes: [], isModuleBody: false }, data, contextSession());
  const unparsed = readUnparsed(data, reading);
  guarded(undefined, () =>
    inspector.hand([data.objectId], (objects) => {
      const record = {
        ...about,
        ...(unparsed && { unparsed }),
        hasProgramFrame: false,
        locals: {},
        blocks: [],
        thisValue: undefined,
        missing: NO_PROGRAM_FRAME,
      };
      if (throws.find(objects[0]) === undefined) throws.add(objects[0], record);
    }),
  );
}

/** Where in the program's own files the parser, or the linker of modules, found a SyntaxError. */
function readUnparsed(
  data: RemoteObject,
  { inspector, ownFolder }: PauseReading,
): ScriptPosition | undefined {
  if (data.className !== 'SyntaxError') return undefined;
  return guarded(undefined, () => {
    const { exceptionDetails } = inspector.post<{ exceptionDetails?: ScriptPosition }>(
      'Runtime.getExceptionDetails',
      { errorObjectId: data.objectId },
    );
    if (exceptionDetails === undefined) return undefined;
    const { scriptId, lineNumber, columnNumber = 0 } = exceptionDetails;
    const url = inspector.script(scriptId)?.url;
    const isOfProgram = url !== undefined && isProgramUrl(url, ownFolder);
    return isOfProgram ? { scriptId, lineNumber, columnNumber } : undefined;
  });
}

/** A place that throws, by its line: where an error is made and where it is thrown are two columns of one. `line` from 0. */
export function siteOf(scriptId: string, line: number): string {
  return `${scriptId}:${line}`;
}

/** Reads the frame that handed a value to `logFailure` without ever having thrown it. */
export function readCaller(event: PauseEvent, reading: PauseReading): ThrowRecord | undefined {
  const point = findFailurePoint(event.callFrames, reading.inspector.script, reading.ownFolder);
  if (point === undefined || !isProgram(point, reading)) return undefined;
  const visible = pickScopes(point.frame, reading.inspector.script(point.frame.location.scriptId));
  return readScopes(point, visible, { type: 'undefined' }, reading)?.record;
}

/** Whether agentlog itself throws, and catches: a trial of what a hostile value is. */
function isOwnThrow(event: PauseEvent, { inspector, ownFolder }: PauseReading): boolean {
  const url = urlOf(event.callFrames[0], inspector.script);
  return url !== undefined && isOwnUrl(url, ownFolder);
}

function isProgram(point: FailurePoint, { inspector, ownFolder }: PauseReading): boolean {
  const url = urlOf(point.place, inspector.script);
  return url === undefined || isProgramUrl(url, ownFolder);
}

/** A thrown value, and what was seen at its throw. */
interface ReadScopes {
  readonly thrown: unknown;
  readonly record: ThrowRecord;
}

/** `undefined`: it was read before, or is of another realm, and then kept as `throws.addForeign` does. */
function readScopes(
  point: FailurePoint,
  visible: VisibleScopes,
  data: RemoteObject,
  reading: PauseReading,
): ReadScopes | undefined {
  const { inspector, isNamespace, throws } = reading;
  const { frame } = point;
  const scopes: Scope[] = [];
  const ids = [data.objectId, frame.this.objectId, ofType(frame.scopeChain, 'global')?.object.objectId];
  for (let i = 0; i < visible.scopes.length && ids.length < MAX_HANDED; i += 1) {
    const scope = visible.scopes[i] as Scope;
    append(scopes, scope);
    append(ids, scope.object.objectId);
  }
  const about = aboutFrame(point, visible, data, reading.contextSession());
  if (throws.hasForeign(about.description, about.position)) return undefined;
  let isForeign = false;
  let read: ReadScopes | undefined;
  let asksPrivate = false;
  try {
    inspector.hand(ids, (objects) => {
      const thrown = data.objectId === undefined ? primitiveOf(data) : objects[0];
      if (throws.has(thrown)) return;
      const live: unknown[] = [];
      for (let i = 0; i < scopes.length; i += 1) append(live, objects[i + 3]);
      const thisValue = visible.isModuleBody ? undefined : objects[1];
      const { locals, namesByScope } = readLocals(live, isNamespace);
      const maybeModules = visible.unplaced && namesOf(visible.unplaced, scopes, namesByScope);
      const record: ThrowRecord = {
        ...about,
        hasProgramFrame: true,
        locals,
        ...(maybeModules && { maybeModules }),
        blocks: point.frame === point.place ? blocksOf(scopes, namesByScope) : [],
        thisValue: isWorthShowing(thisValue, objects[2]) ? describe(thisValue) : undefined,
        missing: scopes.length === 0 && !visible.isModuleBody ? NO_SCOPES : undefined,
      };
      asksPrivate = record.thisValue !== undefined && mayHavePrivateFields(point.frame.this, thisValue);
      read = { thrown, record };
    });
  } catch {
    // No function of ours could be got into that realm; the protocol itself can tell of its objects.
    isForeign = true;
  }
  const thisValue = read?.record.thisValue;
  // The question may not be asked while objects are handed over.
  if (read !== undefined && thisValue !== undefined && asksPrivate) {
    const whole = addPrivateFields(thisValue, point.frame.this, inspector);
    read = { thrown: read.thrown, record: { ...read.record, thisValue: whole } };
  }
  if (isForeign) {
    const locals = describeForeignScopes(inspector, scopes, visible.unplaced);
    throws.addForeign({
      ...about,
      hasProgramFrame: true,
      locals,
      blocks: [],
      thisValue: undefined,
      missing: undefined,
    });
  }
  return read;
}

function aboutFrame(
  { frame, place }: FailurePoint,
  { scopes, isModuleBody }: VisibleScopes,
  data: RemoteObject,
  sessionId: string | undefined,
): Omit<ThrowRecord, 'locals' | 'blocks' | 'thisValue' | 'missing' | 'hasProgramFrame'> {
  const local = ofType(scopes, 'local');
  return {
    position: place.location,
    functionName: place.functionName,
    functionPosition: place.functionLocation,
    functionRange:
      frame === place && local?.startLocation !== undefined && local.endLocation !== undefined
        ? { start: local.startLocation, end: local.endLocation }
        : undefined,
    isModuleBody: isModuleBody && frame === place,
    description: data.subtype === 'error' ? (data.description ?? '') : '',
    sessionId,
  };
}

/** The scopes of the running function itself: a closure's variables may be set by the time it runs. */
function blocksOf(scopes: readonly Scope[], namesByScope: readonly (readonly string[])[]): Block[] {
  const blocks: Block[] = [];
  for (let i = 0; i < scopes.length; i += 1) {
    const { type, startLocation: start, endLocation: end } = scopes[i] as Scope;
    const names = namesByScope[i] ?? [];
    if (start !== undefined && end !== undefined && names.length > 0) append(blocks, { start, end, names });
    if (type === 'local') break;
  }
  return blocks;
}

function ofType(scopes: readonly Scope[], type: Scope['type']): Scope | undefined {
  for (let i = 0; i < scopes.length; i += 1) if (scopes[i]?.type === type) return scopes[i];
  return undefined;
}

function namesOf(
  scope: Scope,
  scopes: readonly Scope[],
  namesByScope: readonly (readonly string[])[],
): readonly string[] | undefined {
  for (let i = 0; i < scopes.length; i += 1) if (scopes[i] === scope) return namesByScope[i];
  return undefined;
}

/** A global object explains nothing: the main realm's, or that of the frame's own realm. */
function isWorthShowing(value: unknown, globalOfFrame: unknown): boolean {
  return typeof value === 'object' && value !== null && value !== globalThis && value !== globalOfFrame;
}
