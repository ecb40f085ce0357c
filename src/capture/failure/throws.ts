import { append, indexOf, startsWith, uncurry, weakGet, weakSet } from '../../base/held.ts';
import type { ScriptPosition } from './protocol.ts';
import type { ThrowRecord } from './throw-record.ts';

/** The throws seen so far, by the value thrown: objects weakly, so that nothing of the program is kept alive. */
export interface Throws {
  /** Whether this very object was seen before, with a frame of the program; a primitive never counts as seen. */
  has(thrown: unknown): boolean;
  add(thrown: unknown, record: ThrowRecord): void;
  /** Takes a throw of another realm, whose error cannot be reached: what V8 calls it is all that identifies it. */
  addForeign(record: ThrowRecord): void;
  /** Whether an error of another realm that is called so was thrown before from another place: now somebody throws it again. */
  hasForeign(description: string, position: ScriptPosition): boolean;
  /** The throw of this value; for a primitive the newest one. */
  find(thrown: unknown): ThrowRecord | undefined;
  /** The newest throw of another realm whose error is called so: `TypeError: …`. */
  findForeign(description: string): ThrowRecord | undefined;
  /** The newest thrown value that was no error, and its record: Node wraps such a value in an error of its own. */
  newestNonError(
    accepts: (thrown: unknown) => boolean,
  ): { readonly thrown: unknown; readonly record: ThrowRecord } | undefined;
  /** The event that the object became, if it did. */
  eventOf(thrown: unknown): string | undefined;
  setEvent(thrown: unknown, eventId: string): void;
}

/** Primitives and foreign errors are kept in short lists: an uncaught one surfaces right after its throw. */
const MAX_LISTED = 16;

const { is } = Object;
const { WeakRef: Weakly } = globalThis;
const deref: (ref: WeakRef<object>) => object | undefined = uncurry(Weakly.prototype.deref);

/** An empty set of throws. */
export function createThrows(): Throws {
  const records = new WeakMap<object, ThrowRecord>();
  const events = new WeakMap<object, string>();
  const primitives: { readonly thrown: unknown; readonly record: ThrowRecord }[] = [];
  const nonErrors: { readonly thrown: WeakRef<object>; readonly record: ThrowRecord }[] = [];
  const foreign: ThrowRecord[] = [];

  return { has, add, addForeign, hasForeign, find, findForeign, newestNonError, eventOf, setEvent };

  function has(thrown: unknown): boolean {
    return isObject(thrown) && weakGet(records, thrown)?.hasProgramFrame === true;
  }

  function add(thrown: unknown, record: ThrowRecord): void {
    if (isObject(thrown)) {
      weakSet(records, thrown, record);
      if (record.description === '') keepLast(nonErrors, { thrown: new Weakly(thrown), record });
    } else {
      keepLast(primitives, { thrown, record });
    }
  }

  function addForeign(record: ThrowRecord): void {
    keepLast(foreign, record);
  }

  function hasForeign(description: string, position: ScriptPosition): boolean {
    if (description === '') return false;
    for (let i = 0; i < foreign.length; i += 1) {
      const entry = foreign[i] as ThrowRecord;
      // `vm` puts an excerpt before the stack of what leaves a script of its, and V8 then calls the error by all of that.
      if (indexOf(description, entry.description) !== -1 && !isSamePlace(entry.position, position))
        return true;
    }
    return false;
  }

  function find(thrown: unknown): ThrowRecord | undefined {
    if (isObject(thrown)) return weakGet(records, thrown);
    return newest(primitives, (entry) => is(entry.thrown, thrown))?.record;
  }

  function findForeign(description: string): ThrowRecord | undefined {
    return newest(foreign, (entry) => startsWith(entry.description, description));
  }

  function newestNonError(
    accepts: (thrown: unknown) => boolean,
  ): { thrown: unknown; record: ThrowRecord } | undefined {
    const primitive = newest(primitives, (entry) => accepts(entry.thrown));
    if (primitive !== undefined) return primitive;
    for (let i = nonErrors.length - 1; i >= 0; i -= 1) {
      const { thrown: ref, record } = nonErrors[i] as (typeof nonErrors)[number];
      const thrown = deref(ref);
      if (thrown !== undefined && accepts(thrown)) return { thrown, record };
    }
    return undefined;
  }

  function eventOf(thrown: unknown): string | undefined {
    return isObject(thrown) ? weakGet(events, thrown) : undefined;
  }

  function setEvent(thrown: unknown, eventId: string): void {
    if (isObject(thrown)) weakSet(events, thrown, eventId);
  }
}

function keepLast<T>(list: T[], entry: T): void {
  if (list.length < MAX_LISTED) {
    append(list, entry);
    return;
  }
  for (let i = 1; i < list.length; i += 1) list[i - 1] = list[i] as T;
  list[list.length - 1] = entry;
}

function newest<T>(list: readonly T[], accepts: (entry: T) => boolean): T | undefined {
  for (let i = list.length - 1; i >= 0; i -= 1) {
    const entry = list[i] as T;
    if (accepts(entry)) return entry;
  }
  return undefined;
}

function isSamePlace(a: ScriptPosition, b: ScriptPosition): boolean {
  return a.scriptId === b.scriptId && a.lineNumber === b.lineNumber && a.columnNumber === b.columnNumber;
}

function isObject(value: unknown): value is object {
  return (typeof value === 'object' && value !== null) || typeof value === 'function';
}
