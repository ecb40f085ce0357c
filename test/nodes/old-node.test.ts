import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEvents } from '../cli/agentlog.ts';
import { layOut, PROGRAMS, run, testRuntime } from './programs.ts';

const project = layOut('an old Nöde');
const cli = join(project, 'node_modules/agentlog/dist/cli.js');
const agentlog = [process.execPath, cli];
const version = spawnSync(testRuntime, ['--version'], { encoding: 'utf8' }).stdout.trim().slice(1);
const major = Number(version.split('.')[0]);

for (const { title, file, env } of PROGRAMS) {
  test(`Node ${version} runs a program that ${title} under run as without`, async () => {
    const bare = await run([testRuntime, file, 'a', 'b'], project, env);
    const recorded = await run([...agentlog, 'run', '--', testRuntime, file, 'a', 'b'], project, env);
    assert.deepEqual(recorded, bare);
  });

  test(`Node ${version} runs a program that ${title} in a shell that env has set up as without`, async () => {
    const shell = (line: string): string[] => ['sh', '-c', line, testRuntime, file];
    const bare = await run(shell('"$0" "$1" a b'), project, env);
    const line = `eval "$("${process.execPath}" "${cli}" env)"; "$0" "$1" a b`;
    assert.deepEqual(await run(shell(line), project, env), bare);
  });
}

test(`what Node ${version} prints is in the log, and no failure`, async () => {
  rmSync(join(project, '.agentlog'), { recursive: true, force: true });
  await run([...agentlog, 'run', '--', testRuntime, 'crash.cjs'], project);
  const seen = readEvents(project).map(({ event_type, stdout, exit_code }) => [
    event_type,
    stdout,
    exit_code,
  ]);
  assert.deepEqual(seen, [['tool_output', 'before\n', 1]]);
});

test(`a program of Node ${version} that is started by a recorded one is left alone, and the other recorded`, async () => {
  rmSync(join(project, '.agentlog'), { recursive: true, force: true });
  writeFileSync(
    join(project, 'starts-old.cjs'),
    `const { status, stderr } = require('child_process').spawnSync(process.argv[2], ['crash.cjs'], { encoding: 'utf8' });
     throw new Error([status, /^agentlog/m.test(stderr)].join());`,
  );
  await run([...agentlog, 'run', '--', process.execPath, 'starts-old.cjs', testRuntime], project);
  const failures = readEvents(project).filter(({ event_type }) => event_type === 'failure');
  assert.deepEqual(
    failures.map(({ error }) => (error as { msg: string }).msg),
    ['1,false'],
  );
});

test(`the command line says to Node ${version} that it is too old`, async () => {
  const { exitCode, stdout, stderr } = await run([testRuntime, cli, 'sessions'], project);
  const line = `agentlog: Node ${version} is too old: agentlog needs 20.19 or later\n`;
  // Node 12 warns of ES modules before it runs them.
  assert.deepEqual([exitCode, stdout, stderr.split('\n').slice(-2).join('\n')], [1, '', line]);
});

// Node 12 cannot read `node:fs`.
const canImport = major >= 14;
for (const door of ['agentlog', 'agentlog/register']) {
  test(`a program of Node ${version} that imports ${door} goes on, and is told that nothing is recorded`, {
    skip: !canImport && 'Node 12 knows no node: modules',
  }, async () => {
    const name = `${door.replace('/', '-')}.mjs`;
    writeFileSync(join(project, name), `import '${door}';\nconsole.log('on');\nnull.x;\n`);
    rmSync(join(project, '.agentlog'), { recursive: true, force: true });
    const bare = await run([testRuntime, name], project);
    const on = await run([testRuntime, name], project, { AGENTLOG: 'true' });
    const line = `agentlog: nothing is recorded: Node ${version} is too old: agentlog needs 20.19 or later\n`;
    assert.deepEqual(on, { ...bare, stderr: line + bare.stderr });
    assert.deepEqual([bare.exitCode, bare.stdout], [1, 'on\n']);
    assert.ok(!existsSync(join(project, '.agentlog')));
  });
}
