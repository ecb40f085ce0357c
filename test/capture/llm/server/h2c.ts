import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http2';
import type { Server } from 'node:net';

/** A server that speaks HTTP/2 without TLS. What it calls the listener with looks like the objects of HTTP/1. */
export function createH2cServer(
  listener: (request: IncomingMessage, response: ServerResponse) => unknown,
): Server {
  return createServer((request, response) => {
    // A stream that the client resets is told as an error too.
    request.stream.on('error', () => {});
    return listener(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  });
}
