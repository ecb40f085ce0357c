import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeEmptyD1Project } from './d1-project.ts';
import type { Runs } from './pages.ts';
import { makeProject, sh } from './project.ts';
import { runTranscript } from './transcript.ts';

async function run(text: string): Promise<void> {
  await runTranscript(text, makeProject());
}

/** What is done with the snippets of docs/sessions.md. */
export const sessionsRuns: Runs = [
  ["$ agentlog start claude 'fix the checkout'", run],
  ['$ export AGENTLOG_SESSION=sess_ci-run-4711', run],
  ['$ export CLAUDE_CODE_SESSION_ID=4d5c1f0a', run],
  [
    "import { getSessionId, logDecision, runSession } from 'agentlog';",
    async (text) => {
      const project = makeProject();
      writeFileSync(join(project, 'agents.js'), text);
      const { stdout, stderr } = await sh('AGENTLOG=true node agents.js', project);
      assert.deepEqual([stdout.toString(), stderr], ['undefined\n', '']);
      const sessions = await sh('node_modules/.bin/agentlog sessions', project);
      assert.deepEqual(
        sessions.stdout
          .toString()
          .trim()
          .split('\n')
          .map((line) => line.replace(/^sess_\w+|\d+ s ago/g, '-'))
          .sort(),
        [
          '- coder - closed decision=1 tokens=0 write the fix',
          '- planner - closed decision=1 tokens=0 plan the fix',
        ],
      );
    },
  ],
  [
    'export AGENTLOG_SESSION=sess_ci-run-4711      # the same on each machine',
    async (text, t) => {
      const { run: inOne, world } = await makeEmptyD1Project(t);
      const other = makeProject();
      await inOne('npx agentlog push --init');
      const lines = text.replace('node app.js', 'node app.js 2> errors.txt; true');
      assert.match(await inOne(lines), /failure=1 tool_output=1 /);
      const { stdout } = await sh(lines, other, world.env);
      assert.match(
        stdout.toString(),
        /^pushed 2 events of 1 session\nsess_ci-run-4711 node \d+ s ago open failure=2 tool_output=2 tokens=0 -\n$/,
      );
    },
  ],
];
