import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { guarded } from '../../base/notice.ts';
import { isModelRequest } from './wire/model-path.ts';

/** Who is told of requests that go to a model provider by their address, before anything of them is sent. */
export interface CallHandlers {
  /** A request of undici, which Node's `fetch` is built on: the object that it has for itself, not the program's. */
  onUndiciRequest(request: object): void;
  /** A `ClientRequest` of `node:http`; on Node 20 only when it has been sent. */
  onHttpRequest(request: object): void;
  /** A stream of a client session of `node:http2`, and what it sends as headers. */
  onHttp2Stream(stream: object, headers: object): void;
  /** The AI SDK begins something. */
  onAiSdkStart(message: unknown): void;
}

interface Addressed {
  readonly method?: unknown;
  readonly path?: unknown;
}

interface OpenedStream {
  readonly stream: object;
  readonly headers: Readonly<Record<string, unknown>>;
}

/**
 * Listens on the diagnostics channels of Node's HTTP clients and of the AI SDK. Loads none of them; a request that goes elsewhere costs
 * less than a microsecond. Gives the undo.
 *
 * @see https://undici.nodejs.org/#/docs/api/DiagnosticsChannel
 * @see https://nodejs.org/api/diagnostics_channel.html#http
 */
export function listenForCalls(handlers: CallHandlers): () => void {
  const listeners: [string, (message: unknown) => void][] = [
    ['undici:request:create', ifModelCall(handlers.onUndiciRequest)],
    ['http.client.request.created', ifModelCall(handlers.onHttpRequest)],
    ['http.client.request.start', ifModelCall(handlers.onHttpRequest)],
    [
      'http2.client.stream.created',
      (message) => {
        const { stream, headers } = message as OpenedStream;
        if (isModelRequest(headers[':method'], headers[':path']))
          guarded(undefined, () => handlers.onHttp2Stream(stream, headers));
      },
    ],
    ['tracing:ai:telemetry:start', (message) => guarded(undefined, () => handlers.onAiSdkStart(message))],
  ];
  for (const [name, listener] of listeners) subscribe(name, listener);
  return () => {
    for (const [name, listener] of listeners) unsubscribe(name, listener);
  };
}

function ifModelCall(handle: (request: object) => void): (message: unknown) => void {
  return (message) => {
    const { request } = message as { readonly request: Addressed };
    const { method, path } = request;
    if (!isModelRequest(method, path)) return;
    // What a listener throws would be an uncaught exception of the program.
    guarded(undefined, () => handle(request));
  };
}
