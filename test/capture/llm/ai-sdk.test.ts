import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { callDifferences, SAME } from './call-differences.ts';
import { aiSdk, aiSdkAlone, aiSdkInside } from './clients/ai-sdk.ts';
import { settled } from './expected-call.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { assertSame, type Outcome, runBare, runRecorded } from './run-client.ts';

let server: ModelServer;
before(async () => {
  server = await startModelServer();
});
after(() => server.close());

describe('a program of the AI SDK gets what it gets without capture, and each call is one event', () => {
  for (const { client, programs, calls } of [aiSdk, aiSdkAlone, aiSdkInside]) {
    let bare: Outcome | undefined;
    for (const program of programs) {
      const way = program.endsWith('.mjs') ? 'register' : 'run';
      const door = way === 'run' ? 'below agentlog run' : 'with agentlog/register';
      test(`${client}: ${program} ${door}`, async () => {
        // As an ES module and as CommonJS a client does the same.
        bare ??= await runBare({ program, server });
        const recorded = await runRecorded({ program, server }, way);
        assertSame(recorded, bare);
        assert.deepEqual(callDifferences(settled(recorded.calls), settled(calls)), SAME);
      });
    }
  }
});
