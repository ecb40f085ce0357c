import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CHECK, makeTurns } from './make-turns.ts';
import type { Runs } from './pages.ts';
import { sh } from './project.ts';

/** What is done with the snippets of docs/diffs.md. */
export const diffsRuns: Runs = [
  [
    '$ agentlog diff',
    async (text) => {
      const project = await makeTurns();
      writeFileSync(join(project, 'src/main.js'), CHECK.after);
      const commands = [...text.matchAll(/^\$ (.*)$/gm)].map(([, command]) => `node_modules/.bin/${command}`);
      const { stdout } = await sh(commands.join('\n'), project);
      const timeless = (lines: string): string => lines.replace(/^\S+Z /m, '');
      assert.equal(timeless(stdout.toString()), timeless(text.replaceAll(/^\$.*\n/gm, '')));
    },
  ],
];
