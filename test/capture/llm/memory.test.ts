import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type ModelServer, startModelServer } from './model-server.ts';
import { type ClientRun, runBare, runRecorded } from './run-client.ts';

/** How large the answers are. A gigabyte takes half a minute: `AGENTLOG_TEST_FLOOD_MB=1024`. */
const MEGABYTES = Number(process.env.AGENTLOG_TEST_FLOOD_MB ?? 96);
/** What a recorded program may take more than a bare one, in KB: agentlog itself, and no part of the answer's size. */
const MAX_MORE_KB = 64 * 1024;

const USAGE = '"usage":{"prompt_tokens":123456,"completion_tokens":654321,"total_tokens":777777}';
const event = `data: {"choices":[{"index":0,"delta":{"content":"${'lorem ipsum '.repeat(8)}"}}]}\n\n`;
const folder = mkdtempSync(join(tmpdir(), 'agentlog-memory-'));
let server: ModelServer;
before(async () => {
  server = await startModelServer(undefined, undefined, {
    'flood of events': (response) =>
      flood(response, 'text/event-stream', ['', event, `data: {"choices":[],${USAGE}}\n\ndata: [DONE]\n\n`]),
    'flood of text': (response) =>
      flood(response, 'application/json', [
        '{"choices":[{"index":0,"message":{"role":"assistant","content":"',
        'lorem ipsum ',
        `"}}],${USAGE}}`,
      ]),
    'flood without a line': (response) =>
      flood(response, 'text/event-stream', ['data: ', 'x'.repeat(100), '']),
    'flood of lines': (response) => flood(response, 'text/event-stream', ['', ': \n', '']),
  });
});
after(async () => {
  await server.close();
  rmSync(folder, { recursive: true });
});

/** Sends `middle` again and again, as fast as the client reads. */
async function flood(
  response: ServerResponse,
  type: string,
  [first, middle, last]: readonly [string, string, string],
): Promise<void> {
  const block = Buffer.from(middle.repeat(Math.ceil(65_536 / middle.length)));
  response.writeHead(200, { 'content-type': type });
  response.write(first);
  for (let sent = 0; sent < MEGABYTES << 20; sent += block.length)
    if (!response.write(block)) await Promise.race([once(response, 'drain'), once(response, 'close')]);
  response.end(last);
}

const counted = { tokens_in: 123_456, tokens_out: 654_321, tokens_total: 777_777 };
const unknown = { tokens_in: null, tokens_out: null, tokens_total: null };

const FLOODS: readonly (readonly [transport: string, model: string, counts: object])[] = [
  ['fetch', 'flood of events', counted],
  ['http', 'flood of events', counted],
  ['undici-request', 'flood of text', counted],
  ['http', 'flood without a line', unknown],
  ['fetch', 'flood of lines', unknown],
];

for (const [transport, model, counts] of FLOODS) {
  test(`a ${model} of ${MEGABYTES} MB through ${transport} is seen in bounded memory`, async () => {
    const bare = await measure(transport, model, runBare);
    const recorded = await measure(transport, model, (run) => runRecorded(run, 'register'));
    assert.deepEqual(recorded.seen, bare.seen);
    const [call, ...more] = recorded.calls;
    const { tokens_in, tokens_out, tokens_total } = call ?? {};
    assert.deepEqual([{ tokens_in, tokens_out, tokens_total }, more], [counts, []]);
    const grown = recorded.rss - bare.rss;
    assert.ok(grown < MAX_MORE_KB, `${bare.rss} KB bare, ${recorded.rss} KB recorded`);
  });
}

async function measure(
  transport: string,
  model: string,
  run: (given: ClientRun) => ReturnType<typeof runBare>,
): Promise<{ seen: object; calls: readonly Record<string, unknown>[]; rss: number }> {
  const file = join(folder, 'rss');
  const { calls, ...seen } = await run({ program: 'flood.cjs', args: [transport, model, file], server });
  return { seen, calls, rss: Number(readFileSync(file, 'utf8')) };
}
