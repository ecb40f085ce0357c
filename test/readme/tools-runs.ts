import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvents } from '../cli/agentlog.ts';
import type { Runs } from './pages.ts';
import { makeProject, sh } from './project.ts';
import { eventsOfTools } from './tool-events.ts';

/** What is done with the snippets of docs/tools.md. */
export const toolsRuns: Runs = [
  [
    "import { captureOutput, logDecision, logToolOutput, toolCall } from 'agentlog';",
    async (text) => {
      assert.deepEqual(await eventsOfTools(text), [
        'tool_output run_tests ran x.js 1 file\n',
        'tool_output run_tests ran x.js 1 file\n',
        'decision true',
      ]);
    },
  ],
  [
    '{"event_type":"tool_output","id":"…","session_id":"…","ts":1795356946.489,"call_id":"…",',
    async (text) => {
      const project = makeProject();
      const tool = `import { toolCall } from 'agentlog';
import { AssertionError } from 'node:assert';
toolCall('run_tests', () => {
  console.log('test_process_skill PASSED');
  throw new AssertionError({ message: 'Expected [0,1], got 1.5' });
});
`;
      writeFileSync(join(project, 'tool.js'), tool);
      await sh('AGENTLOG=true node tool.js', project);
      const event = readEvents(project).find(({ event_type }) => event_type === 'tool_output') ?? {};
      const shown = JSON.parse(text);
      assert.deepEqual(Object.keys(shown), Object.keys(event));
      const { id, session_id, ts, call_id, duration_ms } = event;
      assert.deepEqual({ ...shown, id, session_id, ts, call_id, duration_ms }, event);
    },
  ],
];
