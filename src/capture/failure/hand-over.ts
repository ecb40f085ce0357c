import { guarded } from '../../base/notice.ts';

/** Takes live objects of a pause. An array-like, not a rest parameter: spreading one would run the program's iterator. */
export type Sink = (objects: ArrayLike<unknown>) => void;

/** Hands live objects to `sink`, in the order of their ids. @throws for objects of another realm */
export type HandOver = (objectIds: readonly (string | undefined)[], sink: Sink) => void;

/** Calls a method of the inspector's protocol and gives its answer. @throws when V8 answers with an error */
export type Post = <T = unknown>(method: string, params?: object) => T;

/** How many objects one call can hand over: the error, `this`, and the scopes. */
export const MAX_HANDED = 20;
/** The objects that V8 makes known at a pause; they are released with it. */
export const PAUSE_GROUP = 'backtrace';

const HANDED_NAMES = Array.from({ length: MAX_HANDED }, (_, i) => `o${i}`).join(',');
const HAND_OVER = `function(${HANDED_NAMES}){this(${HANDED_NAMES})}`;
const SINK_GROUP = 'agentlog';

/**
 * Makes a function of ours known to V8's debugger, by way of a global property that no program code can meet, and gives the way
 * to have it called with live objects: in process, without a copy through the protocol.
 */
export function createHandOver(post: Post): HandOver {
  let sink: Sink = ignore;
  const key = Symbol.for('agentlog.sink');
  const receive = function (): void {
    // biome-ignore lint/complexity/noArguments: see Sink
    sink(arguments);
  };
  const sinkId = registerUnder(key, receive, post);

  return (objectIds, receiver) => {
    sink = (objects) => guarded(undefined, () => receiver(objects));
    try {
      post('Runtime.callFunctionOn', {
        objectId: sinkId,
        functionDeclaration: HAND_OVER,
        arguments: objectIds.map((objectId) => (objectId === undefined ? {} : { objectId })),
        objectGroup: PAUSE_GROUP,
        silent: true,
      });
    } finally {
      sink = ignore;
    }
  };
}

function registerUnder(key: symbol, receive: () => void, post: Post): string {
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

function ignore(): void {}
