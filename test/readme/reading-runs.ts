import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import type { Runs } from './pages.ts';
import { CRASH, makeProject, sh } from './project.ts';

/** What is done with the snippets of docs/reading.md. */
export const readingRuns: Runs = [
  [
    'npx agentlog sessions                              # one a line: id, agent, age, events by type, tokens, task',
    async (text) => {
      const project = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', project);
      const { exitCode, stdout } = await sh(text, project);
      const out = stdout.toString();
      assert.equal(exitCode, 0);
      assert.match(out, /^sess_\w+ \S+ \d+ s ago closed failure=1 tool_output=1 tokens=0 /);
      assert.equal(out.split(CRASH).length, 3);
      assert.match(
        out,
        /\n\{"event_type":"failure".*\n\{"event_type":"tool_output".*\n0 tokens, 0 calls\nsess_\w+ node \d+ s ago .*\n$/,
      );
    },
  ],
  [
    "import { readEvents } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', project);
      writeFileSync(join(project, 'look.mjs'), text);
      const { stdout } = await sh('node look.mjs', project);
      assert.equal(stdout.toString(), "Cannot read properties of undefined (reading 'price') app.js 2\n");
    },
  ],
  [
    'npx agentlog prune --keep 50                       # all but the 50 written to last',
    async (text) => {
      const project = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', project);
      const { stdout, exitCode } = await sh(text, project);
      assert.deepEqual([exitCode, stdout.toString()], [0, 'nothing to remove\nnothing to remove\n']);
    },
  ],
  [
    "import { folderStore, readEvents } from 'agentlog';",
    async (text) => {
      const shop = makeProject();
      await sh('npx --no-install agentlog run -- node app.js', shop);
      const project = makeProject();
      const path = relative(project, join(shop, '.agentlog'));
      writeFileSync(join(project, 'look.mjs'), text.replace('../shop/.agentlog', path));
      const { stdout, stderr } = await sh('node look.mjs', project);
      const msg = "Cannot read properties of undefined (reading 'price')";
      assert.deepEqual([stdout.toString(), stderr], [`node node app.js\n${msg}\n`, '']);
    },
  ],
];
