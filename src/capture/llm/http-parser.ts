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

/** A response that nobody listens to: what comes of it is thrown away before it is pushed into the stream. */
interface Incoming {
  readonly _dumped?: unknown;
}

const { apply } = Reflect;
const { defineProperty } = Object;
const SLOTS = 8;

/**
 * Sees the end of the answer that a parser is reading, and of an answer that nobody listens to its body too, without its transfer
 * encoding; of any other the body is seen where it is pushed into the response (`tapPush`). The parser is Node's own and is used for many answers in turn: it is left as it was when this one ends.
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
    defineProperty(parser, body as number, {
      value: onBody,
      writable: true,
      enumerable: true,
      configurable: true,
    });
    parser[complete as number] = onComplete;
    delete parser.remove;
  }

  function parserOnBody(this: unknown, ...args: unknown[]): unknown {
    guarded(undefined, () => handlers.onChunk(args[0] as Uint8Array));
    return apply(onBody, this, args);
  }
  // Listeners run below Node's own function, without a frame of ours on their stack.
  const get = (): unknown => ((parser.incoming as Incoming | null)?._dumped === true ? parserOnBody : onBody);
  defineProperty(parser, body, { get, enumerable: true, configurable: true });
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
