import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { agentlog, CLI, makeFolder, runProcess } from './agentlog.ts';

const golden = fileURLToPath(new URL('../../../test/golden/', import.meta.url));

/** Compares with a golden file; `UPDATE_GOLDEN=1` writes it anew. */
function assertGolden(name: string, text: string): void {
  const path = join(golden, name);
  if (process.env.UPDATE_GOLDEN === '1') writeFileSync(path, text);
  assert.equal(text, readFileSync(path, 'utf8'));
}

test('--help fits one screen and is the golden text', async (t) => {
  const { exitCode, stdout } = await agentlog(['--help'], { cwd: makeFolder(t) });
  const lines = stdout.toString().split('\n');
  assert.ok(lines.length <= 24 && lines.every((line) => line.length <= 100));
  assert.equal(exitCode, 0);
  assertGolden('help.txt', stdout.toString());
});

for (const verb of [
  'start',
  'end',
  'sessions',
  'tokens',
  'llm',
  'diff',
  'decide',
  'env',
  'run',
  'context',
  'show',
  'push',
  'prune',
]) {
  test(`${verb} --help is the golden text, with an example`, async (t) => {
    const { exitCode, stdout, stderr } = await agentlog([verb, '--help'], { cwd: makeFolder(t) });
    assert.deepEqual([exitCode, stderr], [0, '']);
    assert.match(stdout.toString(), /^ {2}\$ /m);
    assertGolden(`help-${verb}.txt`, stdout.toString());
  });
}

for (const [args, name] of [
  [['help'], 'help.txt'],
  [['help', '--help'], 'help.txt'],
  [['help', 'show'], 'help-show.txt'],
  [['help', 'run'], 'help-run.txt'],
] as const) {
  test(`agentlog ${args.join(' ')} prints what ${name} holds`, async (t) => {
    const { exitCode, stdout, stderr } = await agentlog(args, { cwd: makeFolder(t) });
    assert.deepEqual([exitCode, stderr], [0, '']);
    assertGolden(name, stdout.toString());
  });
}

test('--version is that of package.json', async (t) => {
  const manifest = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
  const { stdout } = await agentlog(['--version'], { cwd: makeFolder(t) });
  assert.equal(stdout.toString(), `${manifest.version}\n`);
});

const MISUSE: readonly (readonly [readonly string[], string])[] = [
  [[], 'no verb given; agentlog --help lists them'],
  [['shw'], 'no verb "shw"; did you mean show?'],
  [['help', 'nonsense'], 'no verb "nonsense"; agentlog --help lists them'],
  [['help', 'shw'], 'no verb "shw"; did you mean show?'],
  [['help', 'show', 'failure'], 'help takes at most one word, the verb'],
  [['tokens', 'x'], 'tokens takes no words; see agentlog tokens --help'],
  [['tokens', '--session', 'all'], '"all" is no session id: sess_…'],
  [['tokens', '--session', 'x'], '"x" is no session id: sess_…'],
  [['llm', 'hello'], 'llm takes no words but its flags; put a text between quotes'],
  [['llm', '--in', '1', '--out', '2'], 'llm needs --model; see agentlog llm --help'],
  [['llm', '--model', ' ', '--in', '1', '--out', '2'], 'llm needs --model; see agentlog llm --help'],
  [['llm', '--model', 'm', '--in', '1'], 'llm needs --out; see agentlog llm --help'],
  [['llm', '--model', 'm', '--in', '1.5', '--out', '2'], '--in takes a whole number of tokens, not "1.5"'],
  [['llm', '--model', 'm', '--in', '', '--out', '2'], '--in takes a whole number of tokens, not ""'],
  [['llm', '--model', 'm', '--in=-1', '--out', '2'], '--in takes a whole number of tokens, not "-1"'],
  [['llm', '--model', 'm', '--in', '-1', '--out', '2'], '--in needs a value; see agentlog llm --help'],
  [
    ['llm', '--model', 'm', '--in', '1', '--out', '9'.repeat(16)],
    `--out takes a whole number of tokens, not "${'9'.repeat(16)}"`,
  ],
  [
    ['llm', '--model', 'm', '--in', '1', '--out', '2', '--ms', '1e3'],
    '--ms takes a number of milliseconds, not "1e3"',
  ],
  [['xyzzy'], 'no verb "xyzzy"; agentlog --help lists them'],
  [['\u001b[2J\nx'], 'no verb "\\u001b[2J\\nx"; agentlog --help lists them'],
  [['--hlp'], 'no flag "--hlp"; did you mean --help?'],
  [['show', '--lst', '3'], 'show has no --lst; did you mean --last?'],
  [['show', '-x'], 'show has no -x; see agentlog show --help'],
  [['show', '--last'], '--last needs a value; see agentlog show --help'],
  [['show', '--last', '-3'], '--last needs a value; see agentlog show --help'],
  [['show', '--last', 'x'], '--last takes a number from 1 on, not "x"'],
  [['show', '--last', '0'], '--last takes a number from 1 on, not "0"'],
  [['show', '--json=1'], '--json takes no value; see agentlog show --help'],
  [['show', '--all', '--last', '1'], '--all and --last exclude each other'],
  [['show', 'failur'], 'no type "failur"; did you mean failure?'],
  [['show', 'failure', 'x'], 'show takes at most one word, the type; see agentlog show --help'],
  [['show', '--session', '../x'], '"../x" is no session id: sess_… or all'],
  [['start'], 'start needs a task: agentlog start [AGENT] TASK'],
  [['start', 'a', 'b', 'c'], 'start takes at most two words: put the task between quotes'],
  [['decide'], 'decide needs a question and an answer: agentlog decide QUESTION ANSWER'],
  [['decide', 'q'], 'decide needs a question and an answer: agentlog decide QUESTION ANSWER'],
  [['decide', 'q', 'a', 'b'], 'decide takes two words: put the question between quotes'],
  [['decide', 'q', 'a', '--context', 'secret'], '--context takes NAME=VALUE'],
  [['decide', 'q', 'a', '--context', '=x'], '--context takes NAME=VALUE'],
  [['end', 'x'], 'end takes no words; see agentlog end --help'],
  [['sessions', 'x'], 'sessions takes no words; see agentlog sessions --help'],
  [['env', 'x'], 'env takes no words; see agentlog env --help'],
  [['run'], 'run needs a command: agentlog run [--] CMD…'],
  [['run', '--'], 'run needs a command: agentlog run [--] CMD…'],
  [['run', '--nam', 'x', 'ls'], 'run has no --nam; did you mean --name?'],
];

for (const [args, message] of MISUSE) {
  test(`agentlog ${JSON.stringify(args)} is wrong usage, said in one line`, async (t) => {
    const cwd = makeFolder(t);
    const { exitCode, stdout, stderr } = await agentlog(args, { cwd });
    assert.deepEqual([exitCode, stdout.toString(), stderr], [2, '', `agentlog: ${message}\n`]);
    assert.ok(!existsSync(join(cwd, '.agentlog')));
  });
}

test('a Node that is too old is told so', async (t) => {
  const cwd = makeFolder(t);
  const old = `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '18.20.4' } })`;
  writeFileSync(join(cwd, 'old.cjs'), old);
  const result = await runProcess(process.execPath, ['--require', './old.cjs', CLI, 'run', 'ls'], { cwd });
  assert.deepEqual(
    [result.exitCode, result.stderr],
    [1, 'agentlog: Node 18.20.4 is too old: agentlog needs 20.19 or later\n'],
  );
});

test('a reader that goes away is no error', async (t) => {
  const cwd = makeFolder(t);
  const line = '{ "$0" "$1" --help; echo "status $?" >&2; } | true';
  const { stderr } = await runProcess('sh', ['-c', line, process.execPath, CLI], { cwd });
  assert.equal(stderr, 'status 0\n');
});
