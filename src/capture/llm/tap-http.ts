import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { guarded } from '../../base/notice.ts';
import { headOf } from './answer-head.ts';
import type { Calls, OpenCall } from './calls.ts';
import { tapLoss } from './http-parser.ts';
import { sentBefore, tapSending } from './http-sending.ts';
import { tapPush } from './tap-push.ts';
import { isModelRequest } from './wire/model-path.ts';

/** What is looked at of a `ClientRequest`. */
interface HttpRequest {
  readonly method?: unknown;
  readonly path: string;
}

interface HttpResponse {
  readonly statusCode: number;
  readonly rawHeaders: readonly string[];
  readonly socket: { readonly parser?: object } | null;
  readonly errored?: unknown;
}

/** An answer whose body is coming. */
interface Reading {
  readonly request: object;
  readonly call: OpenCall;
  /** Leaves the parser to its next answer. */
  readonly undo: () => void;
}

const { getPrototypeOf } = Object;

/** Why an answer broke off, where Node knows no better. */
const CLOSED = { type: 'Error', message: 'the connection was closed' };

/** Sees the model calls that go through `node:http` and `node:https`. */
export interface HttpTap {
  onRequest(request: object): void;
  /** Sees no more. */
  close(): void;
}

/**
 * A tap for the requests that `listenForCalls` tells of. The program's own request and response objects stay as they are: what is
 * sent is seen in a method of the prototype that they share, what comes by `tapPush`.
 */
export function createHttpTap(calls: Calls): HttpTap {
  const open = new WeakMap<object, OpenCall>();
  /** Requests that were looked at, their calls also where they have ended. */
  const known = new WeakSet<object>();
  const reading = new WeakMap<object, Reading>();
  let undoSending: (() => void) | undefined;
  let undoPushes: (() => void) | undefined;

  function onRequest(given: object): void {
    // Told of twice: when it is made (not by Node 20) and when it has been sent.
    if (known.has(given)) return;
    beginLate(given);
    if (undoSending !== undefined || !open.has(given)) return;
    undoSending = tapSending(given, onSent);
    subscribe('http.client.response.finish', onResponse);
    subscribe('http.client.request.error', onError);
  }

  /** Node 20 tells of a request when it has been sent; the first of a process still waits for its connection then. */
  function beginLate(given: object): void {
    const call = begin(given);
    if (call !== undefined) sentBefore(given, (chunk) => call.sent(chunk));
  }

  function begin(given: object): OpenCall | undefined {
    known.add(given);
    const request = given as HttpRequest;
    const call = calls.begin(request.path);
    if (call !== undefined) open.set(given, call);
    return call;
  }

  function onSent(sender: object, chunk: Uint8Array | string): void {
    // The first that Node 20 lets know of any request but the first.
    if (!known.has(sender) && isModelCall(sender)) beginLate(sender);
    open.get(sender)?.sent(chunk);
  }

  function onResponse(message: unknown): void {
    const { request, response } = message as { readonly request: object; readonly response: HttpResponse };
    const call = open.get(request);
    if (call === undefined) return;
    guarded(undefined, () => {
      call.answer(headOf({ statusCode: response.statusCode, headers: response.rawHeaders }));
      const parser = response.socket?.parser;
      const undo =
        parser && tapLoss(parser, () => finish(request, () => call.fail(response.errored ?? CLOSED)));
      if (undo === undefined) {
        finish(request, () => call.end());
        return;
      }
      undoPushes ??= tapPush(getPrototypeOf(response), (stream) => reading.has(stream), onPushed);
      reading.set(response, { request, call, undo });
    });
  }

  function onPushed(response: object, chunk: Uint8Array | null): void {
    const answer = reading.get(response);
    if (answer === undefined) return;
    const { request, call, undo } = answer;
    if (chunk !== null) {
      call.add(chunk);
      return;
    }
    reading.delete(response);
    undo();
    finish(request, () => call.end());
  }

  function onError(message: unknown): void {
    const { request, error } = message as { readonly request: object; readonly error: unknown };
    const call = open.get(request);
    if (call !== undefined) guarded(undefined, () => finish(request, () => call.fail(error)));
  }

  function finish(request: object, end: () => void): void {
    if (open.delete(request)) end();
  }

  return {
    onRequest,
    close() {
      undoSending?.();
      undoPushes?.();
      undoSending = undefined;
      undoPushes = undefined;
      unsubscribe('http.client.response.finish', onResponse);
      unsubscribe('http.client.request.error', onError);
    },
  };
}

function isModelCall(request: object): boolean {
  const { method, path } = request as HttpRequest;
  return isModelRequest(method, path);
}
