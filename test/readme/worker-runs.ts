import assert from 'node:assert/strict';
import { connectBinding, type D1Binding } from '../../src/store/d1/binding.ts';
import { createD1Store } from '../../src/store/d1/d1-store.ts';
import { createWorkerStore } from '../../src/worker/worker-store.ts';
import { startModel } from '../worker/model-server.ts';
import { startWorker } from '../worker/start-worker.ts';
import { fillIn, makeEmptyD1Project } from './d1-project.ts';
import { runNothing, withoutNotRun } from './not-run.ts';
import type { Runs } from './pages.ts';

/** What is done with the snippets of examples/worker/README.md. What needs an account at Cloudflare is looked at, and the rest is run. */
export const workerRuns: Runs = [
  ['npx wrangler d1 create agentlog', runNothing('examples/worker/README.md')],
  [
    'export CLOUDFLARE_ACCOUNT_ID=… AGENTLOG_D1_DATABASE_ID=… CLOUDFLARE_API_TOKEN=…',
    async (text, t) => {
      const { run, world } = await makeEmptyD1Project(t);
      assert.equal(await run(fillIn(text, world.env)), 'nothing to push\n');
      assert.deepEqual(await world.rows('SELECT * FROM events'), []);
    },
  ],
  [
    'npx wrangler secret put MODEL_KEY',
    async (text, t) => {
      const [curl = '', ...more] = withoutNotRun('examples/worker/README.md', text).split('\n');
      assert.deepEqual(more, ['']);
      const [, path = '', body = ''] =
        /^curl https:\/\/support-agent\.<your-subdomain>\.workers\.dev(\S+) -d '(.*)'$/.exec(curl) ?? [];
      const MODEL_URL = await startModel(t, () => 200);
      const worker = await startWorker(t, {
        entry: 'examples/worker/src/index.js',
        bindings: { MODEL_URL, MODEL: 'gpt-4o-mini', MODEL_KEY: 'none' },
      });
      const answer = await worker.fetch(path, { method: 'POST', body });
      assert.deepEqual(answer, { status: 500, text: '{"error":"the ticket goes to a person"}' });
    },
  ],
  [
    'npx agentlog show failure --d1',
    async (text, t) => {
      const { run, world } = await makeEmptyD1Project(t);
      await run('npx agentlog push --init');
      const log = createWorkerStore(createD1Store(connectBinding(world.db as unknown as D1Binding)));
      log.startSession('support-agent', 'answer ticket 7');
      log.logFailure(new TypeError('no lines'));
      log.endSession();
      await log.flush();
      assert.match(
        await run(text),
        /^\S+Z failure TypeError: no lines\n[\s\S]*\nsession: support-agent, "answer ticket 7"[\s\S]*\nfailure: TypeError: no lines\n/,
      );
    },
  ],
];
