import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { callDifferences, SAME } from './call-differences.ts';
import { anthropic } from './clients/anthropic.ts';
import { google } from './clients/google.ts';
import { ollama } from './clients/ollama.ts';
import { openai } from './clients/openai.ts';
import { groq, mistral } from './clients/openai-like.ts';
import { raw } from './clients/raw.ts';
import type { ClientRow } from './clients/row.ts';
import { settled } from './expected-call.ts';
import { type ModelServer, startModelServer } from './model-server.ts';
import { assertSame, type Outcome, runBare, runRecorded } from './run-client.ts';

const ROWS: readonly ClientRow[] = [openai, anthropic, google, ollama, groq, mistral, ...raw];

let server: ModelServer;
before(async () => {
  server = await startModelServer();
});
after(() => server.close());

describe('a program that calls models gets what it gets without capture, and each call is one event', () => {
  for (const { client, programs, args = [], calls } of ROWS) {
    let bare: Outcome | undefined;
    for (const program of programs) {
      const way = program.endsWith('.mjs') ? 'register' : 'run';
      const door = way === 'run' ? 'below agentlog run' : 'with agentlog/register';
      test(`${client}: ${program} ${door}`, async () => {
        // As an ES module and as CommonJS a client does the same.
        bare ??= await runBare({ program, args, server });
        const recorded = await runRecorded({ program, args, server }, way);
        assertSame(recorded, bare);
        assert.deepEqual(callDifferences(settled(recorded.calls), settled(calls)), SAME);
      });
    }
  }
});
