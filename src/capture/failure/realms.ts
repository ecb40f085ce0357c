import { indexOf, mapClear, mapGet, mapSet, mapSize } from '../../base/held.ts';
import { guarded } from '../../base/notice.ts';
import { contextOf, createHandOver, type HandOver, type Post } from './hand-over.ts';
import type { RemoteObject, Script } from './protocol.ts';
import type { StackGuard } from './stack-guard.ts';

/** The realms of this thread: the main one, and one for each context of `vm`. */
export interface Realms {
  /** Hands live objects over, of any realm. */
  readonly hand: HandOver;
  /**
   * Looks at a script that V8 has compiled and not run yet: where it is one of a `vm` context and names `prepareStackTrace`, the stacks of
   * that realm are guarded from now on. About 0.04 ms for each of the first scripts of a context, 0.3 ms for the guard.
   */
  meet(script: Script): void;
}

/** What realms ask of V8's debugger and of the guard. */
export interface RealmParts {
  readonly post: Post;
  /** There is none before the main realm has its guard, or where it could have none. */
  readonly guard: () => StackGuard | undefined;
  readonly source: (scriptId: string) => string;
}

interface Realm {
  /** The id of our function as an object of this realm; `''` where it cannot be got there. */
  readonly sinkId: string;
  isGuarded: boolean;
}

/** What V8 says of a property of an object. */
interface RemoteProperty {
  readonly name: string;
  readonly writable?: boolean;
  readonly value?: RemoteObject;
}

/** Contexts die without a word. One that lives and is forgotten here is asked again. */
const MAX_REALMS = 1_000;
/** Whoever sets `prepareStackTrace` does it early. */
const MAX_LOOKED_AT = 50;
/** A longer script takes milliseconds to look at. */
const MAX_LOOKED_AT_CHARS = 200_000;
/** Holds our function for good. */
const SINK_GROUP = 'agentlog';
/** Holds a realm's own objects for a moment: for longer they would keep a context alive that the program has dropped. */
const ASKED_GROUP = 'agentlog-asked';
const NAME = 'prepareStackTrace';

/** Gives what the main realm's guard lends in place of a stack. No name is looked up in the realm, whose global object may be anything. */
const ASK = '{try{null.x}catch(e){e.stack}}';
/** The same where the realm's `Error` has a function of the program's: nothing runs before that stands in its place again. */
const ASK_INSTEAD = `function(){const own=this.${NAME};this.${NAME}=undefined;try{null.x}catch(e){return e.stack}finally{this.${NAME}=own}}`;

/**
 * Gets to know the main realm, by way of a global property that no program code can meet; other realms when they are asked for.
 *
 * V8's debugger takes an object only together with others of its realm, so our function has to become known in each. Node asks one function
 * of the main realm for the stacks of all realms; so an error is made in the realm, and what is given for its stack is our function.
 */
export function createRealms({ post, guard, source }: RealmParts): Realms {
  const realms = new Map<number, Realm>();
  const lookedAt = new Map<number, number>();
  const { hand, receive } = createHandOver(post, sinkIdIn);
  const mainSinkId = registerMain(receive, post);
  const mainId = contextOf(mainSinkId);

  return { hand, meet };

  function sinkIdIn(contextId: number): string {
    if (contextId === mainId) return mainSinkId;
    const realm = realmOf(contextId);
    if (realm.sinkId === '') throw new Error('objects of this realm cannot be handed over');
    return realm.sinkId;
  }

  function realmOf(contextId: number): Realm {
    const known = mapGet(realms, contextId);
    if (known !== undefined) return known;
    if (mapSize(realms) >= MAX_REALMS) mapClear(realms);
    return withErrorOf(contextId, (error) => {
      const isOwned = hasOwnPrepare(error);
      const entered = { sinkId: lendTo(contextId, error, isOwned), isGuarded: false };
      mapSet(realms, contextId, entered);
      if (isOwned) guardRealm(entered, error);
      return entered;
    });
  }

  /** Runs `step` with what the realm's stacks are asked of: its global `Error`. */
  function withErrorOf<T>(contextId: number, step: (error: RemoteObject) => T): T {
    try {
      return step(evaluate('Error', contextId, ASKED_GROUP));
    } finally {
      post('Runtime.releaseObjectGroup', { objectGroup: ASKED_GROUP });
    }
  }

  /** Whether the program has set a function of its own there; an accessor is not asked. */
  function hasOwnPrepare({ objectId }: RemoteObject): boolean {
    if (objectId === undefined) return false;
    const { result } = post<{ result: RemoteProperty[] }>('Runtime.getProperties', {
      objectId,
      ownProperties: true,
    });
    for (let i = 0; i < result.length; i += 1) {
      const { name, writable, value } = result[i] as RemoteProperty;
      if (name === NAME) return writable === true && value?.type === 'function';
    }
    return false;
  }

  function lendTo(contextId: number, { objectId }: RemoteObject, isOwned: boolean): string {
    const ask = (): RemoteObject =>
      isOwned ? callOn(objectId, ASK_INSTEAD) : evaluate(ASK, contextId, SINK_GROUP);
    const given = guard()?.lend(receive, ask);
    // A stack is a text: then an accessor of the program's stands in the way, or the realm is none of Node's.
    return given?.type === 'function' ? (given.objectId ?? '') : '';
  }

  function evaluate(expression: string, contextId: number, objectGroup: string): RemoteObject {
    const options = { expression, contextId, objectGroup, silent: true };
    return post<{ result: RemoteObject }>('Runtime.evaluate', options).result;
  }

  function callOn(objectId: string | undefined, functionDeclaration: string): RemoteObject {
    const options = { objectId, functionDeclaration, objectGroup: SINK_GROUP, silent: true };
    return post<{ result: RemoteObject }>('Runtime.callFunctionOn', options).result;
  }

  function guardRealm(realm: Realm, { objectId }: RemoteObject): void {
    if (realm.isGuarded || realm.sinkId === '') return;
    realm.isGuarded = true;
    hand([objectId], (objects) => guard()?.addRealm(objects[0]));
  }

  function meet({ scriptId, executionContextId: id, length = 0 }: Script): void {
    if (id === undefined || id === mainId || length > MAX_LOOKED_AT_CHARS) return;
    const count = mapGet(lookedAt, id) ?? 0;
    if (count >= MAX_LOOKED_AT || mapGet(realms, id)?.isGuarded === true) return;
    if (mapSize(lookedAt) >= MAX_REALMS) mapClear(lookedAt);
    mapSet(lookedAt, id, count + 1);
    guarded(undefined, () => {
      if (indexOf(source(scriptId), NAME) === -1) return;
      const realm = realmOf(id);
      withErrorOf(id, (error) => guardRealm(realm, error));
    });
  }
}

function registerMain(receive: () => void, post: Post): string {
  const key = Symbol.for('agentlog.sink');
  Object.defineProperty(globalThis, key, { value: receive, configurable: true });
  try {
    const { result } = post<{ result: { objectId: string } }>('Runtime.evaluate', {
      expression: `globalThis[Symbol.for('${key.description}')]`,
      objectGroup: SINK_GROUP,
      silent: true,
    });
    return result.objectId;
  } finally {
    delete (globalThis as Record<symbol, unknown>)[key];
  }
}
