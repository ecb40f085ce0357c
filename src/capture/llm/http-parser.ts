import { guarded } from '../../base/notice.ts';

/** Who is told of an answer's body. */
export interface BodyHandlers {
  onChunk(chunk: Uint8Array): void;
  onEnd(): void;
  /** The connection was given up before the answer's end. */
  onLost(): void;
}

/** Node's HTTP parser: it calls the functions that it holds under these small numbers. */
type Parser = Record<number | string, unknown>;

const { apply } = Reflect;
const SLOTS = 8;

/**
 * Sees the body of the answer that a parser is reading, chunk by chunk and without its transfer encoding, before the response object
 * gets it. The parser is Node's own and is used for many answers in turn: it is left as it was when this one ends.
 * False where it is not built as expected: nothing will be seen.
 *
 * @see https://github.com/nodejs/node/blob/v24.x/lib/_http_common.js (parserOnBody, parserOnMessageComplete, freeParser)
 */
export function tapBody(given: object, handlers: BodyHandlers): boolean {
  const parser = given as Parser;
  const body = slotOf(parser, 'parserOnBody');
  const complete = slotOf(parser, 'parserOnMessageComplete');
  const { remove } = parser;
  if (body === undefined || complete === undefined || typeof remove !== 'function') return false;
  const onBody = parser[body] as () => unknown;
  const onComplete = parser[complete] as () => unknown;

  function restore(): void {
    parser[body as number] = onBody;
    parser[complete as number] = onComplete;
    delete parser.remove;
  }

  parser[body] = function parserOnBody(this: unknown, ...args: unknown[]): unknown {
    guarded(undefined, () => handlers.onChunk(args[0] as Uint8Array));
    return apply(onBody, this, args);
  };
  parser[complete] = function parserOnMessageComplete(this: unknown, ...args: unknown[]): unknown {
    restore();
    guarded(undefined, handlers.onEnd);
    return apply(onComplete, this, args);
  };
  // The last thing that Node does with a parser whose connection is closed.
  parser.remove = function tapped(this: unknown, ...args: unknown[]): unknown {
    restore();
    guarded(undefined, handlers.onLost);
    return apply(remove, this, args);
  };
  return true;
}

function slotOf(parser: Parser, name: string): number | undefined {
  for (let slot = 0; slot < SLOTS; slot += 1) {
    const held = parser[slot];
    if (typeof held === 'function' && held.name === name) return slot;
  }
  return undefined;
}
