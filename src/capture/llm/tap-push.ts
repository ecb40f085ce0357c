import { Readable } from 'node:stream';
import { guarded } from '../../base/notice.ts';
import { shadowLookup, shadowMethod } from './shadow-method.ts';

/** What is told of a stream: each piece that comes in, then `null` at its end. */
export type OnPushed = (stream: object, chunk: Uint8Array | null) => void;

/** What a readable stream turns its bytes into text with; Node asks it for nothing else. */
interface Decoder {
  write(chunk: Uint8Array): unknown;
  end(): unknown;
}
interface State {
  decoder: Decoder | null;
}
type Stream = object & { readonly _readableState: State };

const { nextTick } = process;
const { hasOwn } = Object;

/**
 * Sees what Node pushes into the streams of a prototype, without a frame of ours on the stack while the program's listeners run: an
 * error there prints the stack that it prints without us. Node is given the very `push` that the streams inherit; for
 * the one step in which that would decode text it finds a decoder of ours, which looks and gives way. Where streams are not
 * built so, a method is put before `push`. Gives the undo.
 *
 * @see https://github.com/nodejs/node/blob/v24.x/lib/internal/streams/readable.js (readableAddChunkPushByteMode, onEofChunk)
 */
export function tapPush(
  prototype: object,
  isWatched: (stream: object) => boolean,
  onPushed: OnPushed,
): () => void {
  if (hasOwn(prototype, 'push') || !canLendDecoder()) {
    return shadowMethod(prototype, 'push', (stream, [chunk]) => {
      if (isWatched(stream)) guarded(undefined, () => onPushed(stream, chunk as Uint8Array | null));
    });
  }
  return shadowLookup(prototype, 'push', (stream, push) => {
    guarded(undefined, () => {
      if (isWatched(stream)) lendDecoder(stream as Stream, onPushed);
    });
    return push;
  });
}

const lent = new WeakSet<Decoder>();

function lendDecoder(stream: Stream, onPushed: OnPushed): void {
  const state = stream._readableState;
  const { decoder: own } = state;
  if (own !== null && lent.has(own)) return;
  const restore = (): void => {
    if (state.decoder === decoder) state.decoder = own;
  };
  const decoder: Decoder = {
    write(chunk) {
      restore();
      guarded(undefined, () => onPushed(stream, chunk));
      return own === null ? chunk : own.write(chunk);
    },
    end() {
      restore();
      guarded(undefined, () => onPushed(stream, null));
      return own === null ? '' : own.end();
    },
  };
  lent.add(decoder);
  state.decoder = decoder;
  // A push that came to nothing has not asked it.
  nextTick(restore);
}

let isLendable: boolean | undefined;

/** Whether streams of this Node ask a decoder as expected: tried once, on a stream of our own. */
function canLendDecoder(): boolean {
  isLendable ??= guarded(false, () => {
    const stream = new Readable({ read() {} });
    const state = (stream as unknown as Stream)._readableState;
    if (state.decoder !== null) return false;
    const seen: unknown[] = [];
    const chunk = Buffer.from('x');
    lendDecoder(stream as unknown as Stream, (_stream, pushed) => seen.push(pushed));
    stream.push(chunk);
    const isSame = stream.read() === chunk && seen[0] === chunk && state.decoder === null;
    lendDecoder(stream as unknown as Stream, (_stream, pushed) => seen.push(pushed));
    stream.push(null);
    return isSame && seen[1] === null && seen.length === 2 && state.decoder === null;
  });
  return isLendable;
}
