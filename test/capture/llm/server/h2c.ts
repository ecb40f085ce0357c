import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer, type ServerHttp2Session } from 'node:http2';
import type { Server } from 'node:net';

/** A server that speaks HTTP/2 without TLS. What it calls the listener with looks like the objects of HTTP/1. */
export function createH2cServer(
  listener: (request: IncomingMessage, response: ServerResponse) => unknown,
): Server & { closeAllConnections(): void } {
  const sessions = new Set<ServerHttp2Session>();
  const server = createServer((request, response) => {
    // A stream that the client resets is told as an error too.
    request.stream.on('error', () => {});
    return listener(request as unknown as IncomingMessage, response as unknown as ServerResponse);
  });
  server.on('session', (session) => {
    sessions.add(session);
    session.on('close', () => sessions.delete(session));
  });
  return Object.assign(server, {
    closeAllConnections() {
      for (const session of sessions) session.destroy();
    },
  });
}
