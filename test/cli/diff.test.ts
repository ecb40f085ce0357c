import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder, readEvents, runProcess } from './agentlog.ts';

const IDENTITY = {
  GIT_AUTHOR_NAME: 'A',
  GIT_AUTHOR_EMAIL: 'a@example.org',
  GIT_COMMITTER_NAME: 'A',
  GIT_COMMITTER_EMAIL: 'a@example.org',
};

async function makeRepository(t: { after(fn: () => void): void }): Promise<string> {
  const cwd = makeFolder(t);
  const git = async (...args: string[]) => {
    const { exitCode, stderr } = await runProcess('git', args, { cwd, env: { ...IDENTITY, HOME: cwd } });
    assert.equal(exitCode, 0, stderr);
  };
  await git('init', '-q');
  writeFileSync(join(cwd, 'a.js'), 'let a = 1;\n');
  await git('add', '-A');
  await git('commit', '-qm', 'first');
  return cwd;
}

test('diff counts the turns of a session, prints one line each, and show prints the diff', async (t) => {
  const cwd = await makeRepository(t);
  await agentlog(['start', 'a task'], { cwd });
  writeFileSync(join(cwd, 'a.js'), 'let a = 2;\nlet b;\n');
  const printed: string[] = [];
  for (const args of [[], [], ['--turn', '7'], []]) {
    const { exitCode, stdout, stderr } = await agentlog(['diff', ...args], { cwd });
    assert.deepEqual([exitCode, stderr], [0, '']);
    printed.push(stdout.toString());
  }
  assert.deepEqual(printed, [
    'turn 1  1 file +2 -1\n',
    'turn 2  0 files +0 -0\n',
    'turn 7  0 files +0 -0\n',
    'turn 8  0 files +0 -0\n',
  ]);
  const [first] = readEvents(cwd);
  assert.deepEqual(Object.keys(first ?? {}), [
    'event_type',
    'id',
    'session_id',
    'ts',
    'turn_number',
    'files_changed',
    'lines_added',
    'lines_removed',
    'diff',
    'truncated',
  ]);
  assert.match(String(first?.id), /^diff_[a-z2-7]{16}$/);
  const { stdout } = await agentlog(['show', 'git_diff', '--all'], { cwd });
  const [head, ...lines] = stdout.toString().split('\n');
  assert.match(head ?? '', /^\S+Z git_diff turn 1 {2}1 file \+2 -1$/);
  assert.deepEqual(lines.slice(0, 9), [
    '  diff --git a/a.js b/a.js',
    lines[1],
    '  --- a/a.js',
    '  +++ b/a.js',
    '  @@ -1 +1,2 @@',
    '  -let a = 1;',
    '  +let a = 2;',
    '  +let b;',
    lines[8],
  ]);
});

for (const turn of ['-1', '1.5', '', 'x', '9'.repeat(30)]) {
  test(`diff refuses ${JSON.stringify(turn)} as a turn's number`, async (t) => {
    const cwd = await makeRepository(t);
    const { exitCode, stderr } = await agentlog(['diff', `--turn=${turn}`], { cwd });
    assert.equal(exitCode, 2);
    assert.match(stderr, /^agentlog: --turn (?:takes a whole number from 0 on, not|needs a value).*\n$/);
    assert.deepEqual(readdirSync(cwd).sort(), ['.git', 'a.js']);
  });
}

test('edits that were there before agentlog start are no part of the first turn', async (t) => {
  const cwd = await makeRepository(t);
  writeFileSync(join(cwd, 'a.js'), 'let a = 2;\n');
  writeFileSync(join(cwd, 'b.js'), 'let b;\n');
  await agentlog(['start', 'a task'], { cwd });
  const { stdout: none } = await agentlog(['diff'], { cwd });
  writeFileSync(join(cwd, 'b.js'), 'let b;\nlet c;\n');
  const { stdout: one } = await agentlog(['diff'], { cwd });
  assert.deepEqual([none.toString(), one.toString()], ['turn 1  0 files +0 -0\n', 'turn 2  1 file +1 -0\n']);
});

test('without a session each diff tells what differs from HEAD, and leaves no snapshots', async (t) => {
  const cwd = await makeRepository(t);
  writeFileSync(join(cwd, 'a.js'), 'let a = 2;\n');
  for (let i = 0; i < 2; i += 1) {
    const { exitCode, stdout, stderr } = await agentlog(['diff'], { cwd });
    assert.deepEqual([exitCode, stdout.toString(), stderr], [0, 'turn 1  1 file +1 -1\n', '']);
  }
  assert.deepEqual(readdirSync(join(cwd, '.agentlog/git')), []);
});

test('diff without a repository says so in one line, and leaves nothing', async (t) => {
  const cwd = makeFolder(t);
  const { exitCode, stdout, stderr } = await agentlog(['diff'], { cwd });
  assert.deepEqual([exitCode, stdout.toString()], [1, '']);
  assert.match(stderr, /^agentlog: no git repository at .* or above\n$/);
  assert.deepEqual(readdirSync(cwd), []);
});

test('logGitDiff gives an id where there is a repository, and where there is none says once why', async (t) => {
  const cwd = await makeRepository(t);
  writeFileSync(join(cwd, 'b.js'), 'let b = 1;\n');
  const dist = new URL('../../../dist/index.js', import.meta.url).href;
  const program = `import { logGitDiff } from ${JSON.stringify(dist)};
    console.log([logGitDiff(), logGitDiff(-4), logGitDiff('x'), logGitDiff(9)].map((id) => id.slice(0, 5)).join(' '));
    process.chdir('/');
    console.log([logGitDiff(), logGitDiff()].join('-'));`;
  const run = (env: Record<string, string>) =>
    runProcess(process.execPath, ['--input-type=module', '-e', program], { cwd, env });
  const { stdout, stderr, exitCode } = await run({ AGENTLOG: 'true' });
  assert.deepEqual(
    [exitCode, stdout.toString(), stderr],
    [
      0,
      'diff_ diff_ diff_ diff_\n-\n',
      'agentlog: no diff could be logged: no git repository at / or above\n',
    ],
  );
  assert.deepEqual(
    readEvents(cwd).map(({ turn_number, files_changed }) => [turn_number, files_changed]),
    [
      [1, 1],
      [2, 0],
      [3, 0],
      [9, 0],
    ],
  );
  const off = await run({});
  assert.deepEqual([off.exitCode, off.stdout.toString(), off.stderr], [0, '   \n-\n', '']);
});
