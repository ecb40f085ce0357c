import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readEvents } from '../cli/agentlog.ts';
import { makeProject, sh } from './project.ts';

/** Runs a program that has a tool of that name, and gives what it logged in short. */
export async function eventsOfTools(text: string): Promise<string[]> {
  const project = makeProject();
  const before =
    "const files = ['x.js'];\nconst runTests = async ([file]) => console.log('ran', file, '1 file');\n";
  writeFileSync(join(project, 'app.js'), before + text);
  const { exitCode, stdout, stderr } = await sh('AGENTLOG=true node app.js', project);
  assert.deepEqual([exitCode, stdout.toString(), stderr], [0, '', '']);
  return readEvents(project).map((event) =>
    [event.event_type, event.tool ?? event.answer, event.stdout]
      .filter((part) => part !== undefined)
      .join(' '),
  );
}
