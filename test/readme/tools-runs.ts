import assert from 'node:assert/strict';
import type { Runs } from './pages.ts';
import { makeProject } from './project.ts';
import { eventsOfTools } from './tool-events.ts';
import { runTranscript } from './transcript.ts';

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
    "$ agentlog decide 'Should retry failed request?' true --reason 'error_count < 3' --context error_count=1 --context max_retries=3",
    async (text) => void (await runTranscript(text, makeProject())),
  ],
];
