import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeProject, sh } from './project.ts';

/** A file before a turn and after it. */
export const CHECK: { readonly before: string; readonly after: string } = {
  before: `export function check(confidence) {
  if (confidence > 1) throw new RangeError('too sure');
}
`,
  after: `export function check(confidence) {
  if (confidence < 0 || confidence > 1) {
    throw new RangeError(\`must be 0 to 1, got \${confidence}\`);
  }
}
`,
};

/** A project in git with a session of four turns. */
export async function makeTurns(): Promise<string> {
  const project = makeProject();
  mkdirSync(join(project, 'src'));
  writeFileSync(join(project, 'src/main.js'), CHECK.before);
  writeFileSync(join(project, '.gitignore'), 'node_modules\n');
  const git = 'git -c user.name=a -c user.email=a@example.org';
  const lines = [
    'git init -q && git add -A',
    `${git} commit -qm first`,
    'node_modules/.bin/agentlog start task',
    'node_modules/.bin/agentlog diff --turn 4',
  ];
  const { exitCode, stderr } = await sh(lines.join(' && '), project);
  assert.deepEqual([exitCode, stderr], [0, '']);
  return project;
}
