import { append, indexOf, slice } from '../../base/held.ts';
import { guarded } from '../../base/notice.ts';

/** Takes live objects of a pause. An array-like, not a rest parameter: spreading one would run the program's iterator. */
export type Sink = (objects: ArrayLike<unknown>) => void;

/**
 * Hands live objects to `sink`, in the order of their ids: of any realm, and of several at once. About 0.06 ms a realm.
 * @throws for objects of a realm that no function of ours can be got into
 */
export type HandOver = (objectIds: readonly (string | undefined)[], sink: Sink) => void;

/** Calls a method of the inspector's protocol and gives its answer. @throws when V8 answers with an error */
export type Post = <T = unknown>(method: string, params?: object) => T;

/** How many objects one call can hand over: the error, `this`, the global object, and the scopes. */
export const MAX_HANDED = 21;
/** The objects that V8 makes known at a pause; they are released with it. */
export const PAUSE_GROUP = 'backtrace';

const HANDED_NAMES = Array.from({ length: MAX_HANDED }, (_, i) => `o${i}`).join(',');
const HAND_OVER = `function(${HANDED_NAMES}){this(${HANDED_NAMES})}`;
const NOTHING: ArrayLike<unknown> = [];

/** The hand-over, and the function that each realm is to know. */
export interface Handing {
  readonly hand: HandOver;
  readonly receive: () => void;
}

/**
 * Gives the way to have a function of ours called with live objects: in process, without a copy through the protocol. `sinkIdIn` tells its id
 * as an object of a realm, and throws where it has none.
 */
export function createHandOver(post: Post, sinkIdIn: (contextId: number) => string): Handing {
  let taken = NOTHING;

  return { hand, receive };

  function receive(): void {
    // biome-ignore lint/complexity/noArguments: see Sink
    taken = arguments;
  }

  function hand(objectIds: readonly (string | undefined)[], sink: Sink): void {
    const objects: unknown[] = [];
    for (let i = 0; i < objectIds.length; i += 1) append(objects, undefined);
    for (let i = 0; i < objectIds.length; i += 1) {
      const contextId = contextOf(objectIds[i]);
      // An error of one realm may be thrown in a frame of another.
      if (contextId !== undefined && isFirst(objectIds, i, contextId)) takeOf(contextId, objectIds, objects);
    }
    guarded(undefined, () => sink(objects));
  }

  function takeOf(contextId: number, ids: readonly (string | undefined)[], objects: unknown[]): void {
    const passed: object[] = [];
    for (let i = 0; i < ids.length; i += 1) {
      const objectId = ids[i];
      append(passed, contextOf(objectId) === contextId ? { objectId } : {});
    }
    try {
      post('Runtime.callFunctionOn', {
        objectId: sinkIdIn(contextId),
        functionDeclaration: HAND_OVER,
        arguments: passed,
        objectGroup: PAUSE_GROUP,
        silent: true,
      });
      for (let i = 0; i < ids.length; i += 1) if (contextOf(ids[i]) === contextId) objects[i] = taken[i];
    } finally {
      taken = NOTHING;
    }
  }
}

function isFirst(ids: readonly (string | undefined)[], at: number, contextId: number): boolean {
  for (let i = 0; i < at; i += 1) if (contextOf(ids[i]) === contextId) return false;
  return true;
}

/** The realm of an object, by its id: `isolate.context.number`. */
export function contextOf(objectId: string | undefined): number | undefined {
  if (objectId === undefined) return undefined;
  const from = indexOf(objectId, '.') + 1;
  return +slice(objectId, from, indexOf(objectId, '.', from));
}
