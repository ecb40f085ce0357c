import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import {
  agentlog,
  CLI,
  makeFolder,
  type Options,
  type Result,
  readEvents,
  runProcess,
} from './cli/agentlog.ts';
import { root } from './root.ts';

const node = process.execPath;
const programs = join(root, 'test/programs/bad-input');
const NOTICE = /^agentlog: .*\n/gm;

/** How a line of shell is run: as it is, below `agentlog run`, and in a shell that `agentlog env` set up. */
const WAYS = {
  bare: (line: string) => line.replaceAll('RECORDED', '"$NODE"'),
  run: (line: string) => line.replaceAll('RECORDED', '"$NODE" "$CLI" run -- "$NODE"'),
  env: (line: string) => `eval "$("$NODE" "$CLI" env)"; ${line.replaceAll('RECORDED', '"$NODE"')}`,
};

type Context = { after(fn: () => void): void };

function prepare(t: Context): string {
  const cwd = makeFolder(t);
  cpSync(programs, cwd, { recursive: true });
  return cwd;
}

/** Runs a line of shell, which may use `$NODE`, `$CLI` and `$HERE`. */
function sh(line: string, { env, ...options }: Options): Promise<Result> {
  const known = { NODE: node, CLI, HERE: options.cwd };
  return runProcess('/bin/sh', ['-c', line], { ...options, env: { ...known, ...env } });
}

function shown({ exitCode, signal, stdout, stderr }: Result): object {
  return { exitCode, signal, stdout: stdout.toString(), stderr };
}

interface Surroundings {
  readonly title: string;
  /** A line of shell, in which `RECORDED` runs a recorded program. */
  readonly line: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Nothing can be shown. */
  readonly silent?: boolean;
}

const MANY = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`MANY_${i}`, `${i}`]));

/** What a program may meet that is no reason to behave differently. */
const SURROUNDINGS: readonly Surroundings[] = [
  { title: 'nothing special', line: 'RECORDED probe.mjs' },
  { title: 'stdout closed', line: 'RECORDED probe.mjs >&-' },
  { title: 'stderr closed', line: 'RECORDED probe.mjs 2>&-', silent: true },
  { title: 'stdin closed', line: 'RECORDED probe.mjs <&-' },
  { title: 'all three closed', line: 'RECORDED probe.mjs <&- >&- 2>&-', silent: true },
  { title: 'a reader that goes away', line: 'RECORDED probe.mjs | head -1' },
  {
    title: 'a working directory that was removed',
    line: 'mkdir gone; cd gone; rmdir ../gone; RECORDED "$HERE/probe.mjs"',
  },
  { title: 'HOME unset', line: 'unset HOME; RECORDED probe.mjs' },
  { title: 'PATH empty', line: 'PATH=; export PATH; RECORDED probe.mjs' },
  { title: 'PATH unset', line: 'unset PATH; RECORDED probe.mjs' },
  { title: 'TMPDIR nowhere', line: 'TMPDIR=/nowhere; export TMPDIR; RECORDED probe.mjs' },
  { title: '10,000 variables', line: 'RECORDED probe.mjs', env: MANY },
  {
    title: 'arguments with newlines, quotes and control characters',
    line: `RECORDED probe.mjs "$ARGUMENT" '' '$HOME' '\\' --help -- -x`,
    env: { ARGUMENT: `a\n"b"\u001b[2J\u0007\u0001\t'c'\\` },
  },
  {
    title: '--require in NODE_OPTIONS',
    line: 'RECORDED probe.mjs',
    env: { NODE_OPTIONS: '--require ./required.cjs' },
  },
  {
    title: 'more in NODE_OPTIONS',
    line: 'RECORDED probe.mjs',
    env: { NODE_OPTIONS: '--max-old-space-size=200   --require "./required.cjs" --no-warnings' },
  },
  { title: 'an AGENTLOG of another value', line: 'RECORDED probe.mjs', env: { AGENTLOG: 'maybe' } },
  {
    title: 'empty variables',
    line: 'RECORDED probe.mjs',
    env: { AGENTLOG_DIR: '', AGENTLOG_SESSION: '', AGENTLOG_CAPTURE: '' },
  },
  { title: 'env called twice', line: 'eval "$("$NODE" "$CLI" env)"; RECORDED probe.mjs' },
];

const CRASH = "TypeError: Cannot read properties of undefined (reading 'price')";
const SHOWN = `agentlog: ${CRASH}\n  at probe.mjs:17 read\n  order = {id: 7}\n`;

for (const { title, line, env = {}, silent = false } of SURROUNDINGS) {
  test(`with ${title}, a recorded program does what it does without, and its crash is recorded`, async (t) => {
    const cwd = prepare(t);
    const bare = await sh(WAYS.bare(line), { cwd, env });
    for (const way of ['run', 'env'] as const) {
      makeStore(cwd);
      const result = await sh(WAYS[way](line), { cwd, env });
      const added = way === 'run' && !silent ? SHOWN : '';
      assert.deepEqual({ way, ...shown(result) }, { way, ...shown(bare), stderr: bare.stderr + added });
      assert.deepEqual([way, crashesIn(cwd)], [way, [{ id: 7 }]]);
    }
  });
}

test('a run within a run records both, and shows and records the failure once', async (t) => {
  const cwd = prepare(t);
  makeStore(cwd);
  const bare = await sh('"$NODE" probe.mjs', { cwd });
  const result = await sh('"$NODE" "$CLI" run -- "$NODE" "$CLI" run -- "$NODE" probe.mjs', { cwd });
  assert.deepEqual(shown(result), { ...shown(bare), stderr: bare.stderr + SHOWN });
  const events = readEvents(cwd);
  assert.deepEqual(
    [events.map(({ event_type }) => event_type), crashesIn(cwd)],
    [['failure', 'tool_output', 'tool_output'], [{ id: 7 }]],
  );
  assert.equal(new Set(events.map(({ session_id }) => session_id)).size, 1);
});

for (const shell of ['sh', 'bash', 'dash', 'zsh', 'ksh', 'busybox sh']) {
  test(`eval "$(agentlog env)" records what ${shell} starts afterwards`, async (t) => {
    const cwd = prepare(t);
    const [file = shell, ...args] = shell.split(' ');
    const line = 'eval "$("$NODE" "$CLI" env)" && eval "$("$NODE" "$CLI" env)" && exec "$NODE" probe.mjs';
    const env = { NODE: node, CLI };
    const result = await runProcess(file, [...args, '-c', line], { cwd, env }).catch(
      (error: NodeJS.ErrnoException) => error,
    );
    if ('code' in result && result.code === 'ENOENT') return t.skip(`there is no ${shell} here`);
    assert.deepEqual([(result as Result).exitCode, crashesIn(cwd)], [1, [{ id: 7 }]]);
  });
}

const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const [setpriv = '', ...nobody] = AS_NOBODY;
/** Whether this user may become another one who can read what is tested. */
const canBeNobody = [node, CLI].every(
  (path) => spawnSync(setpriv, [...nobody, 'test', '-r', path]).status === 0,
);

/** What keeps agentlog from recording; the program is to run as without, and one line to say why. */
interface Hindrance {
  readonly title: string;
  readonly told: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  /** Prepares the folder. */
  readonly make?: (cwd: string) => void;
  /** A line of shell that comes first. */
  readonly first?: string;
  /** Something is recorded all the same. */
  readonly recorded?: boolean;
  /** Only another user than the superuser meets it. */
  readonly asNobody?: boolean;
}

const HINDRANCES: readonly Hindrance[] = [
  {
    title: 'a store that is a link',
    told: / is a link: /,
    make: (cwd) => symlinkSync(cwd, join(cwd, '.agentlog')),
  },
  {
    title: 'a store that is a dangling link',
    told: / is a link: /,
    make: (cwd) => symlinkSync('/nowhere', join(cwd, '.agentlog')),
  },
  {
    title: 'a store that is a file',
    told: / is not a folder: /,
    make: (cwd) => writeFileSync(join(cwd, '.agentlog'), ''),
  },
  {
    title: 'AGENTLOG_DIR nowhere',
    told: /there is no folder \/no\/where$/m,
    env: { AGENTLOG_DIR: '/no/where/at-all' },
  },
  { title: 'AGENTLOG_DIR below a file', told: /ENOTDIR/, env: { AGENTLOG_DIR: '/dev/null/log' } },
  { title: 'AGENTLOG_DIR where nothing can be made', told: /proc/, env: { AGENTLOG_DIR: '/proc/log' } },
  { title: 'a file size limit of nothing', told: /EFBIG/, first: 'ulimit -f 0' },
  {
    title: 'a read-only folder',
    told: /EACCES/,
    asNobody: true,
    make: (cwd) => chmodSync(cwd, 0o555),
  },
  {
    title: "another user's store",
    told: / belongs to user /,
    asNobody: true,
    make: (cwd) => {
      makeStore(cwd);
      chmodSync(cwd, 0o755);
    },
  },
  {
    title: 'AGENTLOG_CAPTURE of no meaning',
    told: /^agentlog: AGENTLOG_CAPTURE is none of all, uncaught and off: taken as all$/m,
    env: { AGENTLOG_CAPTURE: 'some' },
    recorded: true,
  },
  {
    title: 'AGENTLOG_SESSION that is a path',
    told: /^agentlog: AGENTLOG_SESSION is "\.\.\/\.\.\/x", which is no session id: taken as unset$/m,
    env: { AGENTLOG_SESSION: '../../x' },
    recorded: true,
  },
];

for (const { title, told, env = {}, make, first = ':', recorded = false, asNobody = false } of HINDRANCES) {
  for (const way of ['run', 'env'] as const) {
    test(`with ${title}, a program under ${way} does what it does without, and one line says why`, async (t) => {
      const cwd = prepare(t);
      if (asNobody && !canBeNobody) return t.skip('only a superuser can be another user');
      make?.(cwd);
      const run = asNobody ? shAsNobody : sh;
      const bare = await run(WAYS.bare(`${first}; RECORDED probe.mjs`), { cwd, env });
      const result = await run(`${first}; ${WAYS[way]('RECORDED probe.mjs')}`, { cwd, env });
      assert.deepEqual(shown({ ...result, stderr: '' }), shown({ ...bare, stderr: '' }));
      const added = result.stderr
        .replace(bare.stderr, '')
        .replace(recorded && way === 'run' ? SHOWN : '', '');
      assert.match(added, /^agentlog: .*\n$/);
      assert.match(added, told);
      if (recorded) assert.deepEqual(crashesIn(cwd), [{ id: 7 }]);
    });
  }
}

test('a disk that is full loses events, and the program and the commands are unharmed', async (t) => {
  const cwd = prepare(t);
  const line = 'for i in 1 2 3 4 5 6 7 8 9 10; do "$NODE" "$CLI" run sh -c "exit 3"; echo $?; done';
  const result = await sh(`"$NODE" "$CLI" start task >/dev/null; ulimit -f 1; ${line}`, { cwd });
  assert.deepEqual([result.exitCode, result.stdout.toString()], [0, '3\n'.repeat(10)]);
  assert.match(result.stderr, /^(?:agentlog: 1 event could not be written to .*: EFBIG: .*\n)+$/);
  const { exitCode, stderr } = await agentlog(['show'], { cwd });
  assert.deepEqual([exitCode, stderr.replace(NOTICE, '')], [0, '']);
});

/** Commands that cannot do what they are asked: one line, the right exit code, and nothing on stdout. */
interface Refusal {
  readonly title: string;
  readonly args: readonly string[];
  readonly exitCode: 1 | 2;
  readonly told: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  readonly make?: (cwd: string) => void;
}

const asFile = (cwd: string): void => writeFileSync(join(cwd, '.agentlog'), '');
const asLink = (cwd: string): void => symlinkSync(cwd, join(cwd, '.agentlog'));
const VERBS: readonly (readonly string[])[] = [['start', 'task'], ['end'], ['show'], ['sessions']];
const REFUSALS: readonly Refusal[] = [
  { title: 'an unknown verb', args: ['explode'], exitCode: 2, told: /no verb "explode"/ },
  { title: 'an unknown flag', args: ['show', '--lsat', '3'], exitCode: 2, told: /did you mean --last\?/ },
  { title: 'an empty word', args: [''], exitCode: 2, told: /no verb ""/ },
  { title: 'control characters', args: ['\u001b[31m\r\n'], exitCode: 2, told: /\\u001b/ },
  ...[
    '../x',
    '../../etc/passwd',
    'sess_../../x',
    'sess_a/b/c',
    'sess_abcd\u0000',
    'sess_abcd\n',
    '.',
    '',
  ].map((id) => ({
    title: `a session called ${JSON.stringify(id)}`,
    args: ['show', `--session=${id.replace('\u0000', '\\0')}`],
    exitCode: 2 as const,
    told: /is no session id: sess_… or all$/m,
  })),
  {
    title: 'a session that is not there',
    args: ['show', '--session', 'sess_nowhere'],
    exitCode: 1,
    told: /no session sess_nowhere in /,
  },
  ...VERBS.flatMap((args) => [
    { title: 'a store that is a file', args, exitCode: 1 as const, told: / is not a folder: /, make: asFile },
    { title: 'a store that is a link', args, exitCode: 1 as const, told: / is a link: /, make: asLink },
  ]),
  {
    title: 'AGENTLOG_DIR nowhere',
    args: ['start', 'task'],
    exitCode: 1,
    told: /there is no folder \/no\/where$/m,
    env: { AGENTLOG_DIR: '/no/where/log' },
  },
  {
    title: 'AGENTLOG_DIR nowhere',
    args: ['show'],
    exitCode: 1,
    told: /nothing was recorded in /,
    env: { AGENTLOG_DIR: '/no/where/log' },
  },
  {
    title: 'AGENTLOG_DIR below a file',
    args: ['sessions'],
    exitCode: 1,
    told: /dev\/null/,
    env: { AGENTLOG_DIR: '/dev/null/log' },
  },
];

for (const { title, args, exitCode, told, env = {}, make } of REFUSALS) {
  test(`agentlog ${JSON.stringify(args)} with ${title} says in one line why not, with exit code ${exitCode}`, async (t) => {
    const cwd = makeFolder(t);
    make?.(cwd);
    const result = await agentlog(args, { cwd, env });
    assert.deepEqual([result.stdout.toString(), result.exitCode], ['', exitCode], result.stderr);
    assert.match(result.stderr, /^agentlog: .*\n$/);
    assert.match(result.stderr, told);
  });
}

/** Lines that no agentlog writes. */
const event = (more: object): string =>
  JSON.stringify({
    event_type: 'failure',
    id: 'fail_x',
    session_id: 'sess_corrupt',
    ts: 1,
    error: { type: 'E', msg: 'm' },
    location: { file: 'f', line: 1, function: 'g' },
    locals: {},
    ...more,
  });
const CORRUPT: readonly (string | Buffer)[] = [
  '',
  ' ',
  '{',
  '}',
  '[]',
  'null',
  '1',
  '"text"',
  '{}',
  '{"event_type":null}',
  '{"event_type":"failure"}',
  '{"event_type":"unknown","id":"x"}',
  '{"session_id":5}',
  '{"__proto__":{"event_type":"failure"}}',
  '\u0000'.repeat(5000),
  Buffer.from([0xff, 0xfe, 0xc0, 0x80]),
  'x'.repeat(100_000),
  '{"a":'.repeat(10_000),
  event({ ts: 'yesterday' }),
  event({ ts: 1e300 }),
  event({ ts: -1 }),
  event({ error: null }),
  event({ error: 5 }),
  event({ error: { type: 5, msg: [] } }),
  event({ error: { type: 'E', msg: 'm', cause: 7, errors: 8 } }),
  event({ location: null }),
  event({ location: { file: {}, line: 'x' } }),
  event({ locals: 5 }),
  event({ locals: [1, 2] }),
  event({
    locals: {
      a: null,
      b: 5,
      c: { t: 5 },
      d: { t: 'Array', v: 5, n: 'x', preview: 7 },
      e: { t: 'Map', v: [1, [2], null] },
    },
  }),
  event({ this: 7 }),
  event({ locals_missing: {} }),
  event({ suppressed: [] }),
  event({ id: {} }),
  event({ session_id: '../../x' }),
  event({ event_type: 'tool_output' }),
  event({ event_type: 'llm_call', prompt: 5 }),
  event({ event_type: 'git_diff', diff: {} }),
  event({ event_type: 'decision', context: 9 }),
  event({ error: { type: 'E', msg: '\u001b[2J\r\n\u0007' } }),
  event({ error: { type: 'E', msg: '\ud800' } }),
];

test('a corrupt session is shown as far as it can be read: no line of it makes a command fail', async (t) => {
  const cwd = makeFolder(t);
  makeStore(cwd);
  const first =
    '{"session_id":"sess_corrupt","start_ts":1,"end_ts":null,"agent_name":"node","task":"t","total_tokens":null}';
  const records = [
    '{"session_id":"sess_corrupt","start_ts":"x","end_ts":{},"agent_name":5,"task":[],"total_tokens":"y"}',
  ];
  const good = event({ error: { type: 'Good', msg: 'the last' } });
  const lines = [first, ...CORRUPT, ...records, good].flatMap((line) => [
    Buffer.from(line),
    Buffer.from('\n'),
  ]);
  writeFileSync(join(cwd, '.agentlog/session_corrupt.jsonl'), Buffer.concat(lines), { mode: 0o600 });
  for (const args of [
    ['show'],
    ['context'],
    ['show', '--all'],
    ['show', '--json', '--all'],
    ['show', 'failure', '--session', 'all'],
    ['sessions'],
    ['sessions', '--json'],
    ['start', 'a'],
    ['run', 'true'],
    ['end'],
  ]) {
    const { exitCode, stdout, stderr } = await agentlog(args, { cwd });
    assert.deepEqual([args, exitCode, stderr.replace(NOTICE, '')], [args, 0, '']);
    assert.ok(stderr.split('\n').length <= 2, stderr);
    assert.ok(!stdout.some((byte) => (byte < 32 && byte !== 10) || byte === 127), args.join(' '));
    if (args.includes('--all') || args.includes('all')) assert.match(stdout.toString(), /the last/);
  }
});

test('every corrupt line by itself leaves the session readable', async (t) => {
  const cwd = makeFolder(t);
  makeStore(cwd);
  for (const [i, line] of CORRUPT.entries())
    writeFileSync(join(cwd, `.agentlog/session_corrupt${i}.jsonl`), line, { mode: 0o600 });
  for (const args of [['show', '--session', 'all', '--all'], ['sessions']]) {
    const { exitCode, stderr } = await agentlog(args, { cwd });
    assert.deepEqual([args, exitCode, stderr.replace(NOTICE, '')], [args, 0, '']);
  }
});

test('a program logs into a session whose file is corrupt, and what it logs can be read', async (t) => {
  const cwd = prepare(t);
  makeStore(cwd);
  writeFileSync(join(cwd, '.agentlog/session_corrupt.jsonl'), 'garbage without an end', { mode: 0o600 });
  await sh(WAYS.run('RECORDED probe.mjs'), { cwd, env: { AGENTLOG_SESSION: 'sess_corrupt' } });
  const { exitCode, stdout, stderr } = await agentlog(
    ['show', 'failure', '--json', '--session', 'sess_corrupt'],
    { cwd },
  );
  assert.deepEqual([exitCode, JSON.parse(stdout.toString()).locals.order.v], [0, { id: 7 }]);
  assert.match(stderr, /^agentlog: 1 line was skipped: /);
});

function makeStore(cwd: string): void {
  rmSync(join(cwd, '.agentlog'), { recursive: true, force: true });
  mkdirSync(join(cwd, '.agentlog'), { mode: 0o700 });
}

/** The orders that the recorded crashes of `probe.mjs` hold. */
function crashesIn(cwd: string): unknown[] {
  return readEvents(cwd)
    .filter(({ event_type }) => event_type === 'failure')
    .map(({ locals }) => (locals as { order?: { v: unknown } }).order?.v);
}

/** As a user with no rights in the folder. */
function shAsNobody(line: string, options: Options): Promise<Result> {
  return sh(`exec ${AS_NOBODY.join(' ')} /bin/sh -c '${line.replaceAll("'", `'\\''`)}'`, options);
}
