import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { runProcess } from '../cli/agentlog.ts';
import { PATH } from '../installed.ts';
import { writeSession } from '../push/d1-folder.ts';
import { root } from '../root.ts';
import { startWorker } from '../worker/start-worker.ts';
import { CRASHED, fillIn, makeD1Project, makeEmptyD1Project } from './d1-project.ts';
import { withoutNotRun } from './not-run.ts';
import type { Runs } from './pages.ts';
import { CRASH, makeProject } from './project.ts';

/** What a program has to know of the database; the front of the tests is at another address than Cloudflare's. */
const SETTINGS = `const accountId = process.env.CLOUDFLARE_ACCOUNT_ID;
const databaseId = process.env.AGENTLOG_D1_DATABASE_ID;
const apiToken = process.env.CLOUDFLARE_API_TOKEN;
const baseUrl = process.env.AGENTLOG_D1_URL;
`;

/** What is done with the snippets of docs/d1.md, against a real D1. */
export const d1Runs: Runs = [
  [
    "npx wrangler d1 create agentlog          # prints the database's id",
    async (text, t) => {
      const { run, world } = await makeEmptyD1Project(t);
      assert.equal(await run(fillIn(withoutNotRun('docs/d1.md', text), world.env)), 'nothing to push\n');
      assert.deepEqual(
        await world.rows(
          "SELECT type, count(*) AS count FROM sqlite_master WHERE tbl_name IN ('events', 'agent_sessions') AND sql IS NOT NULL GROUP BY 1",
        ),
        [
          { type: 'index', count: 3 },
          { type: 'table', count: 2 },
        ],
      );
    },
  ],
  [
    "SELECT session_id, payload->>'$.error.msg' AS msg, count(*) AS times FROM events",
    async (text, t) => {
      const { world } = await makeD1Project(t);
      const msg = "Cannot read properties of undefined (reading 'price')";
      assert.deepEqual(await world.rows(text), [{ session_id: CRASHED, msg, times: 1 }]);
    },
  ],
  [
    'npx agentlog push            # pushed 1204 events of 3 sessions',
    async (text, t) => {
      const { run, cwd, world } = await makeEmptyD1Project(t);
      await run('npx agentlog push --init');
      for (const [id, events] of Object.entries({ sess_one1: 1000, sess_two2: 200, sess_three3: 4 }))
        writeSession(cwd, id, events);
      const said = [...text.matchAll(/# ((?:pushed|nothing) .*)$/gm)].map(([, line]) => `${line}\n`);
      assert.equal(said.length, 2);
      // The last line goes on until its stdin ends, which it has here.
      assert.equal(await run(text), said.join(''));
      assert.deepEqual(await world.rows('SELECT count(*) AS count FROM events'), [{ count: 1204 }]);
    },
  ],
  [
    'npx agentlog sessions --d1 --last 10',
    async (text, t) => {
      const { cwd, run, world } = await makeD1Project(t);
      const [sessions = '', show = '', context = '', follow = ''] = text.trim().split('\n');
      // What is read comes from the database alone.
      const elsewhere = { AGENTLOG_DIR: join(cwd, 'nothing/.agentlog') };
      assert.match(
        await run(sessions, elsewhere),
        new RegExp(`^${CRASHED} node .* failure=1 tool_output=1 `),
      );
      assert.match(await run(show, elsewhere), CRASH);
      assert.match(await run(context, elsewhere), /^session: node, .*\nfailure: TypeError: /);
      const lines = follow.replace(/^npx /, 'exec node_modules/.bin/');
      const followed = await runProcess('sh', ['-c', lines], {
        cwd,
        env: { PATH, ...world.env, ...elsewhere },
        onStart(child) {
          let isMore = false;
          child.stdout?.on('data', () => {
            if (isMore) child.kill('SIGINT');
            else
              run("npx agentlog decide 'Retry?' no >ids.txt && npx agentlog push").catch(() => child.kill());
            isMore = true;
          });
        },
      });
      assert.deepEqual([followed.exitCode, followed.stderr], [0, '']);
      assert.match(followed.stdout.toString(), new RegExp(`${CRASH.source}[^]*decision Retry\\?`));
    },
  ],
  [
    "import { readEvents } from 'agentlog';",
    async (text, t) => {
      const { cwd, run } = await makeD1Project(t);
      const program = text.replace('apiToken }', 'apiToken, baseUrl }');
      assert.notEqual(program, text);
      writeFileSync(join(cwd, 'look.mjs'), SETTINGS + program);
      const elsewhere = { AGENTLOG_DIR: join(cwd, 'nothing/.agentlog') };
      assert.equal(
        await run('node look.mjs', elsewhere),
        "Cannot read properties of undefined (reading 'price')\n",
      );
    },
  ],
  [
    "import { d1Store } from 'agentlog/d1';",
    async (text, t) => {
      const file = join(makeProject(), 'worker.js');
      const answer = `async function answer(request, log) {
  log.logDecision('Refund?', false);
  if (request.url.endsWith('/fail')) throw new TypeError('no such ticket');
  return new Response('done');
}
`;
      writeFileSync(file, text + answer);
      const worker = await startWorker(t, { entry: relative(root, file) });
      const answers = [await worker.fetch('/ticket'), await worker.fetch('/fail')];
      assert.deepEqual(answers, [
        { status: 200, text: 'done' },
        { status: 500, text: 'failed' },
      ]);
      // `waitUntil` goes on behind the answer.
      const sql =
        'SELECT agent_name AS agent, task, (SELECT group_concat(event_type) FROM events WHERE session_id = s.session_id) AS events FROM agent_sessions s ORDER BY rowid';
      let rows = await worker.rows(sql);
      for (let look = 0; look < 100 && rows.length < 2; look += 1) {
        await new Promise((resolve) => setTimeout(resolve, 20));
        rows = await worker.rows(sql);
      }
      const session = { agent: 'support-agent', task: 'answer a ticket' };
      assert.deepEqual(rows, [
        { ...session, events: 'decision' },
        { ...session, events: 'decision,failure' },
      ]);
      assert.deepEqual(worker.printed, []);
    },
  ],
];
