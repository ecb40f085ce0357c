import { guarded } from '../../base/notice.ts';

/** Node's HTTP parser. */
interface Parser {
  remove?: unknown;
}

const { apply } = Reflect;

/**
 * Tells when Node gives up the connection of the answer that a parser is reading; a parser is used for many answers in turn, and is left as
 * it was by the undo that this gives. Undefined where the parser is not built as expected.
 *
 * @see https://github.com/nodejs/node/blob/v24.x/lib/_http_common.js (freeParser)
 */
export function tapLoss(given: object, onLost: () => void): (() => void) | undefined {
  const parser = given as Parser;
  const { remove } = parser;
  if (typeof remove !== 'function') return undefined;
  const undo = (): void => {
    if (parser.remove === tapped) delete parser.remove;
  };
  // The last thing that Node does with a parser whose connection is closed.
  function tapped(this: unknown, ...args: unknown[]): unknown {
    undo();
    guarded(undefined, onLost);
    return apply(remove as () => unknown, this, args);
  }
  parser.remove = tapped;
  return undo;
}
