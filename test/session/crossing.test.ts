import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { FailurePayload } from '../../src/event/types.ts';
import { redact } from '../../src/redact/redact.ts';
import { createCrossing, createCrossingMemory } from '../../src/session/crossing.ts';
import { makeFolder, readEvents, runProcess } from '../cli/agentlog.ts';
import { root } from '../root.ts';

function failure(msg: string): FailurePayload {
  const location = { file: redact('a.js'), line: 1, function: redact('f') };
  return { error: { type: redact('Error'), msg: redact(msg) }, location, locals: {} };
}

test('a failure that another thread wrote is found once, its own never', () => {
  const memory = createCrossingMemory();
  const [main, worker] = [createCrossing(memory, 0, () => 100), createCrossing(memory, 1, () => 100)];
  worker.note(failure('a'));
  assert.deepEqual(
    [worker.take(failure('a')), main.take(failure('b')), main.take(failure('a')), main.take(failure('a'))],
    [false, false, true, false],
  );
});

test('a failure is forgotten after ten seconds, and the oldest of more than 32 first', () => {
  const memory = createCrossingMemory();
  let time = 100;
  const [main, worker] = [createCrossing(memory, 0, () => time), createCrossing(memory, 1, () => time)];
  worker.note(failure('old'));
  time += 11;
  assert.equal(main.take(failure('old')), false);
  for (let i = 0; i < 33; i += 1) {
    time += 0.01;
    worker.note(failure(`${i}`));
  }
  assert.deepEqual(
    [main.take(failure('0')), main.take(failure('1')), main.take(failure('32'))],
    [false, true, true],
  );
});

test('errors of the same text from the same place are events of their own, in one process and in two', async (t) => {
  const cwd = makeFolder(t);
  mkdirSync(join(cwd, '.agentlog'), { mode: 0o700 });
  // Node's own error, thrown with no frame of the program on the stack.
  const program = `
    import { readFile } from 'node:fs/promises';
    import { logFailure } from ${JSON.stringify(pathToFileURL(join(root, 'dist/index.js')).href)};
    for (let i = 0; i < 3; i += 1) await readFile('missing').catch(logFailure);
    await readFile('missing');`;
  writeFileSync(join(cwd, 'program.mjs'), program);
  const env = { AGENTLOG: 'true', AGENTLOG_SESSION: 'sess_shared' };
  for (let i = 0; i < 2; i += 1) await runProcess(process.execPath, ['program.mjs'], { cwd, env });
  assert.equal(readEvents(cwd).length, 8);
});
