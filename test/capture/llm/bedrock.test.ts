import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { callDifferences, SAME } from './call-differences.ts';
import { type BedrockTransport, bedrockCalls, settledBedrock } from './clients/bedrock.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { assertSame, type Outcome, runBare, runRecorded } from './run-client.ts';

/** Headers that the AWS client makes anew for every request. */
const VOLATILE = /^(?:authorization|x-amz-date|amz-sdk-invocation-id|amz-sdk-request):/i;

const HTTP1: BedrockTransport = {
  lost: { type: 'Error', msg: 'socket hang up' },
  broken: { type: 'Error', msg: 'the connection was closed' },
  aborted: { type: 'Error', msg: 'socket hang up' },
  abortedStream: { type: 'Error', msg: 'aborted' },
  timedOut: {
    type: 'TimeoutError',
    msg: '@smithy/node-http-handler - [ERROR] a request has exceeded the configured 120 ms requestTimeout.',
  },
};
const STREAM_CLOSED = { type: 'Error', msg: 'the HTTP/2 stream was closed before its end, with code 0' };
const HTTP2: BedrockTransport = {
  lost: STREAM_CLOSED,
  broken: STREAM_CLOSED,
  aborted: STREAM_CLOSED,
  abortedStream: STREAM_CLOSED,
  timedOut: STREAM_CLOSED,
};

const ROWS = [
  { name: "the client's own choice, HTTP/2", transport: 'h2', ends: HTTP2, tls: 'h2c' },
  { name: 'HTTP/1', transport: 'h1', ends: HTTP1, tls: undefined },
] as const;

describe('a program that calls Bedrock gets what it gets without capture, and each call is one event', () => {
  for (const { name, transport, ends, tls } of ROWS) {
    let server: ModelServer | undefined;
    let bare: Outcome | undefined;
    after(() => server?.close());
    for (const [program, way] of [
      ['bedrock.mjs', 'register'],
      ['bedrock.cjs', 'run'],
    ] as const) {
      test(`over ${name}: ${program}`, async () => {
        server ??= steady(await startModelServer(tls));
        // As an ES module and as CommonJS a client does the same.
        bare ??= await runBare({ program, args: [transport], server });
        const recorded = await runRecorded({ program, args: [transport], server }, way);
        assertSame(recorded, bare);
        const expected = settledBedrock(bedrockCalls(ends));
        assert.deepEqual(callDifferences(settledBedrock(recorded.calls), expected), SAME);
      });
    }
  }
});

function steady(server: ModelServer): ModelServer {
  return {
    ...server,
    takeRequests: () =>
      server.takeRequests().map((request) => ({
        ...request,
        headers: request.headers.filter((header) => !VOLATILE.test(header)),
      })),
  };
}
