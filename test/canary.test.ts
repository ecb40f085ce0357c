import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { createBoundedStream } from '../src/capture/output/bounded-stream.ts';
import { agentlog, CLI, makeFolder, type Result, readEvents, runProcess } from './cli/agentlog.ts';
import { randomWord } from './redact/secrets.ts';
import { root } from './root.ts';

/** Some random words have too few digits to look random. */
const run = `${randomWord(36)}7a4k`;
/** What a secret looks like by itself, and the part of it that must not be found. */
const SHAPED: readonly (readonly [text: string, core: string])[] = [
  ...[`sk-${randomWord(48)}`, `sk-proj-${randomWord(60)}`].map((key) => [key, key.slice(8)] as const),
  [`Bearer ${run}`, run],
  ...[randomWord(18)].map((word) => [`password=${word}`, word] as const),
  [run, run],
];

/** A secret by its name alone. */
const named = randomWord(20);
const shaped = SHAPED.map(([text]) => text);
const MARKER = '***REDACTED***';

/** A piece this long of a random word stands nowhere by chance. */
const PIECE_CHARS = 8;
const pieces = [...SHAPED.map(([, core]) => core), named].flatMap((core) =>
  Array.from({ length: core.length - PIECE_CHARS + 1 }, (_, i) => core.slice(i, i + PIECE_CHARS)),
);

function assertClean(where: string, bytes: Buffer | string): void {
  const text = bytes.toString('latin1');
  const found = pieces.find((piece) => text.includes(piece));
  if (found === undefined) return;
  const at = text.indexOf(found);
  assert.fail(`${where} holds a piece of a secret: …${text.slice(Math.max(0, at - 200), at + 80)}…`);
}

/** Every file of the store, its name and its bytes, and all that the commands that read print. */
async function assertStoreClean(cwd: string): Promise<void> {
  const store = join(cwd, '.agentlog');
  for (const name of readdirSync(store, { recursive: true, encoding: 'utf8' })) {
    assertClean('a file name', name);
    assertClean(name, readFileSync(join(store, name)));
  }
  for (const args of [
    ['context'],
    ['context', '--max-tokens', '150'],
    ['show', '--session', 'all', '--all'],
    ['show', '--session', 'all', '--all', '--json'],
    ['sessions'],
    ['sessions', '--json'],
    ['tokens'],
    ['tokens', '--json'],
    ['end'],
  ]) {
    const { stdout, stderr } = await agentlog(args, { cwd });
    assertClean(`agentlog ${args.join(' ')}`, stdout);
    assertClean(`agentlog ${args.join(' ')}, stderr`, stderr);
  }
}

const programs = join(root, 'test/programs/canary');

function prepare(t: { after(fn: () => void): void }): string {
  const cwd = makeFolder(t);
  // The programs import the package as it is built here.
  for (const name of ['values.mjs', 'errors.mjs', 'crash.mjs']) {
    writeFileSync(join(cwd, name), readFileSync(join(programs, name)));
  }
  mkdirSync(join(cwd, 'node_modules'));
  symlinkSync(root, join(cwd, 'node_modules/agentlog'));
  writeFileSync(join(cwd, 'secrets.json'), JSON.stringify({ shaped, named }));
  return cwd;
}

const node = process.execPath;

test('no piece of a secret in a variable, at whatever depth and in whatever container, reaches the store', async (t) => {
  const cwd = prepare(t);
  const env = { AGENTLOG: 'true', DB_PASSWORD: named, OPENAI_API_KEY: shaped[0] ?? '', PLAIN: run };
  const { exitCode, stdout, stderr } = await runProcess(node, ['values.mjs'], { cwd, env });
  assert.deepEqual([exitCode, stdout.toString(), stderr], [0, '', '']);
  const failures = readEvents(cwd).map((event) => JSON.stringify(event));
  assert.equal(failures.length, 5 * shaped.length + 2);
  // Each has its variables, and the secret was among them.
  for (const failure of failures) assert.ok(failure.includes(MARKER), failure);
  await assertStoreClean(cwd);
});

test('no piece of a secret in an error, its causes, its name, its place, or a text given to a call reaches the store', async (t) => {
  const cwd = prepare(t);
  const { exitCode, stdout, stderr } = await runProcess(node, ['errors.mjs'], {
    cwd,
    env: { AGENTLOG: 'true' },
  });
  assert.deepEqual([exitCode, stderr], [0, '']);
  assertClean('what redact and describe give', stdout);
  const events = readEvents(cwd);
  const calls = events.filter(({ event_type }) => event_type === 'llm_call');
  assert.equal(calls.length, 18 * shaped.length);
  for (const call of calls) assert.ok(JSON.stringify(call).includes(MARKER), JSON.stringify(call));
  const failures = events
    .filter(({ event_type }) => event_type === 'failure')
    .map((event) => JSON.stringify(event));
  // Of the code from eval and the function only the name had the secret, and they are named after their caller.
  const without = failures.filter((failure) => !failure.includes(MARKER));
  assert.deepEqual(
    [failures.length, without.filter((failure) => !failure.includes('"in ')).length],
    [27 * shaped.length + 13, 0],
  );
  await assertStoreClean(cwd);
});

for (const [i, secret] of shaped.entries()) {
  test(`no piece of secret ${i} that run saw, in a command line or in pieces on stdout and stderr, is stored or printed by it`, async (t) => {
    const cwd = prepare(t);
    const bare = await runProcess(node, ['crash.mjs', String(i)], { cwd });
    const result = await agentlog(
      ['run', '--', node, 'crash.mjs', String(i), secret, `--token=${secret}`, '--password', named],
      { cwd },
    );
    assert.ok(result.stdout.equals(bare.stdout));
    assert.ok(result.stderr.startsWith(bare.stderr));
    const added = result.stderr.slice(bare.stderr.length);
    assert.match(added, /^agentlog: Error: bo was refused with /);
    assertClean('what run adds', added);
    const output = readEvents(cwd).find((event) => event.event_type === 'tool_output');
    for (const stream of ['stdout', 'stderr']) {
      assert.ok(String(output?.[stream]).split(MARKER).length >= secret.length, 'each piece was seen');
    }
    await assertStoreClean(cwd);
  });
}

test('no piece of a secret that straddles a cut of a long stream is kept', () => {
  const limit = 10_240;
  const slack = 8192;
  const total = 60_000;
  // Where something is cut: the beginning's end and what is looked at behind it, and the same before the end.
  const cuts = [limit / 4, limit / 4 + slack, total - (limit * 3) / 4 - slack, total - (limit * 3) / 4];
  for (const secret of shaped) {
    for (const cut of cuts) {
      for (let before = 1; before < secret.length; before += 1) {
        const text = `${'\n'.repeat(cut - before)}${secret}${' .'.repeat(total)}`.slice(0, total);
        const stream = createBoundedStream();
        stream.add(Buffer.from(text.slice(0, cut)));
        stream.add(Buffer.from(text.slice(cut)));
        assertClean(`the cut at ${cut}`, stream.read().text);
      }
    }
  }
});

test('no piece of a secret in the environment, under whatever name agentlog reads it, is stored or printed', async (t) => {
  const cwd = prepare(t);
  for (const [name, value] of [
    ['AI_AGENT', shaped[0]],
    ['AGENT', run],
    ['CLAUDE_CODE_SESSION_ID', run],
    ['AGENTLOG_SESSION', shaped[0]],
    ['AGENTLOG_CAPTURE', shaped[1]],
    ['AGENTLOG_DIR', join(cwd, run, 'nowhere')],
    ['AGENTLOG_DIR', join(cwd, `sk-${run}`, 'nowhere')],
    ['OPENAI_API_KEY', named],
  ] as const) {
    const env = { CLAUDECODE: '1', DB_PASSWORD: named, [name]: value ?? '' };
    const set: Record<string, string> = { ...env, AGENTLOG: 'true' };
    for (const [file, args] of [
      [node, [CLI, 'run', '--', node, '-e', 'function f(n) { return n.x } f()']],
      [node, ['--import', 'agentlog/register', '-e', 'function f(n) { return n.x } f()']],
      [node, ['--import', 'agentlog', '-e', 'require("agentlog").startSession("a", "b")']],
      [node, [CLI, 'start', 'task']],
      [node, [CLI, 'show']],
      [node, [CLI, 'sessions']],
      [node, [CLI, 'end']],
      ...(name === 'AGENTLOG_DIR' ? [] : [[node, [CLI, 'env']] as const]),
    ] as const) {
      const { stdout, stderr } = await runProcess(file, args, { cwd, env: set });
      assertClean(`${name}: ${args.join(' ')}`, stdout);
      assertClean(`${name}: ${args.join(' ')}, stderr`, stderr);
    }
    if (existsSync(join(cwd, '.agentlog'))) await assertStoreClean(cwd);
  }
});

test('no piece of a secret in a command line of agentlog is stored or printed', async (t) => {
  const cwd = prepare(t);
  const outcomes: Result[] = [];
  for (const secret of [shaped[0] ?? '', `password=${named}`]) {
    for (const args of [
      ['start', secret, `task with ${secret}`],
      ['run', '--name', `name ${secret}`, 'true'],
      ['run', secret],
      ['run', `./${secret}`],
      ['show', secret],
      ['show', '--last', secret],
      ['context', secret],
      ['context', '--max-tokens', secret],
      ['context', '--session', secret],
      ['show', '--session', secret],
      ['show', '--session', `sess_${named}`],
      ['show', `--${secret}`],
      ['llm', '--model', secret, '--in', '1', '--out', '2', '--prompt', `p ${secret}`, '--response', secret],
      ['llm', '--model', 'm', '--in', secret, '--out', '2'],
      ['llm', '--model', 'm', '--in', '1', '--out', '2', '--ms', secret],
      ['tokens', '--session', secret],
      [secret],
      [`--${secret}`],
      ['end', secret],
      ['end'],
    ]) {
      const outcome = await agentlog(args, { cwd });
      outcomes.push(outcome);
      // A session's id is no secret: it is shown when there is none of that name.
      if (args.includes(`sess_${named}`)) continue;
      assertClean(args.join(' ').replace(secret, '…'), outcome.stdout);
      assertClean(args.join(' ').replace(secret, '…'), outcome.stderr);
    }
  }
  assert.ok(outcomes.some(({ stderr }) => stderr.includes(MARKER)));
  await assertStoreClean(cwd);
});
