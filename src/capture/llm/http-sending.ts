import { exec } from '../../base/held.ts';
import { guarded } from '../../base/notice.ts';
import { shadowMethod } from './shadow-method.ts';

type Chunk = Uint8Array | string;

const { getPrototypeOf, hasOwn } = Object;

/**
 * Sees what client requests of `node:http` send as their bodies. All of them go through one method that the requests inherit; one of
 * the same name is put before it, on the prototype of client requests alone. Gives the undo.
 *
 * @see https://github.com/nodejs/node/blob/v24.x/lib/_http_outgoing.js (OutgoingMessage.prototype._send)
 */
export function tapSending(request: object, onSent: (sender: object, chunk: Chunk) => void): () => void {
  const prototype = clientPrototype(request);
  if (prototype === undefined || hasOwn(prototype, '_send')) return () => {};
  return shadowMethod(prototype, '_send', (sender, [data, encoding]) => {
    guarded(undefined, () => {
      const chunk = bodyPart(data, encoding);
      if (chunk !== undefined) onSent(sender, chunk);
    });
  });
}

/** What a request holds until it has a socket, or has handed to one that is still connecting; nothing of one that is connected. */
export function sentBefore(request: object, onSent: (chunk: Chunk) => void): void {
  let isHead = true;
  for (const { chunk, encoding } of waitingParts(request as WaitingRequest)) {
    const part = isHead ? behindHead(chunk) : bodyPart(chunk, encoding);
    isHead = false;
    if (part !== undefined) onSent(part);
  }
}

interface WaitingRequest {
  readonly socket?: { readonly _pendingData?: unknown } | null;
  readonly outputData?: readonly { readonly data: unknown; readonly encoding?: unknown }[];
}

interface WaitingPart {
  readonly chunk: unknown;
  readonly encoding?: unknown;
}

function waitingParts({ socket, outputData = [] }: WaitingRequest): readonly WaitingPart[] {
  if (outputData.length > 0) return outputData.map(({ data, encoding }) => ({ chunk: data, encoding }));
  const pending = socket?._pendingData ?? undefined;
  if (pending === undefined) return [];
  return Array.isArray(pending) ? (pending as WaitingPart[]) : [{ chunk: pending }];
}

/** `ClientRequest.prototype`, also of a request whose class was derived from it. */
function clientPrototype(request: object): object | undefined {
  let prototype: object | null = getPrototypeOf(request);
  while (prototype !== null && !hasOwn(prototype, 'onSocket')) prototype = getPrototypeOf(prototype);
  return prototype ?? undefined;
}

const SIZE_LINE = /^[0-9a-f]+(?:\r\n)?$/;
const HEAD_END = /\r\n\r\n/g;
const CR = 13;

/** The part of a body that was sent, without what the chunked encoding puts between. */
function bodyPart(data: unknown, encoding: unknown): Chunk | undefined {
  if (typeof data === 'string') {
    const isFraming = encoding === 'latin1' && (exec(SIZE_LINE, data) !== null || data === '0\r\n\r\n');
    return data === '' || isFraming ? undefined : data;
  }
  if (!ArrayBuffer.isView(data)) return undefined;
  const bytes = data as Uint8Array;
  return bytes.length === 2 && bytes[0] === CR ? undefined : bytes;
}

/** A request's first piece is its head, and its body too where that is a text. */
function behindHead(chunk: unknown): Chunk | undefined {
  if (typeof chunk !== 'string') return undefined;
  HEAD_END.lastIndex = 0;
  const end = exec(HEAD_END, chunk);
  if (end === null) return undefined;
  const body = chunk.slice(HEAD_END.lastIndex);
  // What follows is the size of the first chunk, not a body.
  return body === '' || exec(SIZE_LINE, body) !== null ? undefined : body;
}
