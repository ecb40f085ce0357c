import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLI, makeFolder, plainEnv } from './agentlog.ts';
import { answersIn } from './answers-in.ts';
import { appendLines, decisionOf, recordOf } from './store-lines.ts';

const ID = 'sess_first';
const OTHER = 'sess_other';

interface Following {
  readonly child: ChildProcess;
  /** Waits until so much of the output matches. */
  until(pattern: RegExp): Promise<string>;
}

function follow(t: { after(fn: () => void): void }, cwd: string, ...args: string[]): Following {
  const child = spawn(process.execPath, [CLI, 'show', '--follow', ...args], { cwd, env: plainEnv() });
  t.after(() => child.kill('SIGKILL'));
  let seen = '';
  let check = () => {};
  child.stdout.on('data', (chunk: Buffer) => {
    seen += chunk;
    check();
  });
  return {
    child,
    until: (pattern) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error(`not in time: ${pattern} in ${seen}`)), 20_000);
        check = () => {
          if (!pattern.test(seen)) return;
          clearTimeout(timer);
          resolve(seen);
        };
        check();
      }),
  };
}

test('show --follow prints what many writers append, whole lines alone, and ends at Ctrl-C with exit code 0', async (t) => {
  const cwd = makeFolder(t);
  appendLines(cwd, ID, recordOf(ID), decisionOf(ID, 'before'));
  const { child, until } = follow(t, cwd, '--json');
  await until(/before/);
  const half = JSON.stringify(decisionOf(ID, 'halved'));
  appendLines(cwd, ID, half.slice(0, 40));
  appendLines(cwd, ID, half.slice(40));
  const writer = `for (let i = 0; i < 200; i += 1) require('fs').appendFileSync(process.argv[1], JSON.stringify({ event_type: 'decision', id: 'dec_1', session_id: '${ID}', ts: 1, question: 'q', answer: process.argv[2] + i }) + '\\n')`;
  appendLines(cwd, ID, '\n');
  const path = join(cwd, '.agentlog', 'session_first.jsonl');
  const writers = ['x', 'y', 'z'].map((name) => spawn(process.execPath, ['-e', writer, path, name]));
  await Promise.all(writers.map((one) => once(one, 'exit')));
  appendLines(cwd, ID, decisionOf(ID, 'last'), '{"torn');
  const seen = answersIn(await until(/"answer":"last"}\n$/)).split(' ');
  assert.deepEqual([seen.length, seen[0], seen[1], seen.at(-1)], [603, 'before', 'halved', 'last']);
  assert.deepEqual(
    seen.filter((answer) => answer.startsWith('y')),
    Array.from({ length: 200 }, (_, i) => `y${i}`),
  );
  child.kill('SIGINT');
  assert.deepEqual(await once(child, 'exit'), [0, null]);
});

test('show --follow --session all sees a session that begins later, a store too, and filters', async (t) => {
  const cwd = makeFolder(t);
  const { until } = follow(t, cwd, '--json', '--session', 'all', '--grep', 'yes');
  mkdirSync(join(cwd, '.agentlog'), { mode: 0o700 });
  appendLines(cwd, ID, recordOf(ID), decisionOf(ID, 'yes1'), decisionOf(ID, 'no1'));
  await until(/yes1/);
  appendLines(cwd, OTHER, recordOf(OTHER), decisionOf(OTHER, 'no2'), decisionOf(OTHER, 'yes2'));
  appendLines(cwd, ID, decisionOf(ID, 'yes3'));
  assert.equal(answersIn(await until(/yes2[\s\S]*yes3|yes3[\s\S]*yes2/)).split(' ').length, 3);
});

test('show --follow reads a file anew that was replaced, cut or removed', async (t) => {
  const cwd = makeFolder(t);
  appendLines(cwd, ID, recordOf(ID), decisionOf(ID, 'old1'), decisionOf(ID, 'old2'));
  const { until } = follow(t, cwd, '--json', '--session', ID);
  await until(/old2/);
  const path = join(cwd, '.agentlog', 'session_first.jsonl');
  writeFileSync(
    `${path}.new`,
    [recordOf(ID), decisionOf(ID, 'new1'), decisionOf(ID, 'new2'), decisionOf(ID, 'new3')]
      .map((line) => `${JSON.stringify(line)}\n`)
      .join(''),
  );
  renameSync(`${path}.new`, path);
  await until(/new1[\s\S]*new3/);
  writeFileSync(path, `${JSON.stringify(decisionOf(ID, 'cut'))}\n`);
  await until(/cut/);
  rmSync(path);
  await new Promise((resolve) => setTimeout(resolve, 300));
  appendLines(cwd, ID, recordOf(ID), decisionOf(ID, 'again'));
  assert.equal(answersIn(await until(/again/)), 'old1 old2 new1 new2 new3 cut again');
});

test('show --follow ends with exit code 0 when nobody reads any more', async (t) => {
  const cwd = makeFolder(t);
  appendLines(cwd, ID, recordOf(ID), decisionOf(ID, 'first'));
  const { child, until } = follow(t, cwd);
  await until(/first/);
  child.stdout?.destroy();
  const exit = once(child, 'exit');
  const timer = setInterval(() => appendLines(cwd, ID, decisionOf(ID, 'more')), 50);
  assert.deepEqual(await exit, [0, null]);
  clearInterval(timer);
});
