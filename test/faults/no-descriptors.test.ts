import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder, readEvents } from '../cli/agentlog.ts';
import { type Command, runBare, startObedient } from './obedient.ts';

/** So few descriptors that the program soon has them all; Node itself takes some twenty. */
const front = ['sh', '-c', 'ulimit -n 64; exec "$@"', 'sh'];
/** Longer than the folder's current session is taken as read. */
const LOOK: Command = ['wait', 300];

const failuresIn = (cwd: string): unknown[] =>
  readEvents(cwd)
    .filter(({ event_type }) => event_type === 'failure')
    .map(({ error }) => (error as { msg: string }).msg);

/** How each way to have a session stands when the descriptors run out. */
const SESSIONS: readonly {
  readonly title: string;
  readonly first: readonly Command[];
  readonly env?: Record<string, string>;
  readonly prepare?: (cwd: string) => Promise<unknown>;
}[] = [
  { title: 'opened by itself', first: [['log', 1]] },
  {
    title: 'started by the program',
    first: [
      ['start', 'task'],
      ['log', 1],
    ],
  },
  { title: 'named by AGENTLOG_SESSION', first: [['log', 1]], env: { AGENTLOG_SESSION: 'sess_named' } },
  {
    title: 'that agentlog start made current',
    first: [['log', 1]],
    prepare: (cwd) => agentlog(['start', 'task'], { cwd }),
  },
  {
    title: 'of an agent that names its own',
    first: [['log', 1]],
    env: { CODEX_THREAD_ID: 'thread' },
  },
];

for (const { title, first, env = {}, prepare } of SESSIONS) {
  test(`a program that has used up its descriptors is told so as without, and its errors are recorded in the session ${title}`, async (t) => {
    const cwd = makeFolder(t);
    await prepare?.(cwd);
    const starved: Command[] = [['hold'], LOOK, ['open'], ['fail', 'starved'], ['rejected'], ['log', 3]];
    const freed: Command[] = [['free'], ['fail', 'freed'], ['crash', 'the end']];
    const program = startObedient(t, { cwd, front, env: { AGENTLOG: 'true', ...env } });
    for (const command of first) await program.tell(...command);
    const given = [];
    for (const command of [...starved, ...freed]) given.push(await program.tell(...command));
    const { told, ...seen } = await program.end();
    assert.deepEqual(told, []);
    assert.deepEqual(seen, await runBare(t, { cwd, front }, [...first, ...starved, ...freed]));
    assert.deepEqual(failuresIn(cwd), [
      "EMFILE: too many open files, open '/dev/null'",
      'starved (7)',
      'rejected (8)',
      'freed (5)',
      'the end (7)',
    ]);
    const sessions = new Set(readEvents(cwd).map(({ session_id }) => session_id));
    assert.equal(sessions.size, 1, [...sessions].join());
    assert.deepEqual((given[5] as string[]).includes(''), false);
  });
}

test('a program that uses up its descriptors before its first event loses what it could not open a file for, is told once, and is recorded later', async (t) => {
  const cwd = makeFolder(t);
  const commands: Command[] = [
    ['hold'],
    ['open'],
    ['log', 4],
    ['sessions', 2],
    ['free'],
    ['log', 4],
    ['fail', 'freed'],
  ];
  const program = startObedient(t, { cwd, front });
  const given: unknown[] = [];
  for (const command of commands) given.push(await program.tell(...command));
  const { told, ...seen } = await program.end();
  assert.deepEqual(seen, await runBare(t, { cwd: makeFolder(t), front }, commands));
  assert.deepEqual(given.slice(1, 4), ['', ['', '', '', ''], ['', '']]);
  assert.equal(told.length, 1, told.join('\n'));
  assert.match(
    told[0] ?? '',
    /^agentlog: no session could be started, and 7 events could not be written.*: EMFILE: /,
  );
  const ids = readEvents(cwd).map(({ id }) => id);
  assert.deepEqual(ids, [...(given[5] as string[]), given[6]]);
});

test('a program that opens as many files as it may finds as many without agentlog, but for the one of its session', async (t) => {
  const cwd = makeFolder(t);
  const count = async (env: Record<string, string>, first: Command): Promise<number> => {
    const program = startObedient(t, { cwd: makeFolder(t), front, env });
    await program.tell(...first);
    const held = (await program.tell('hold')) as number;
    await program.tell('free');
    await program.end();
    return held;
  };
  const [bare, quiet, recorded] = [
    await count({}, ['wait', 1]),
    await count({ AGENTLOG: 'true', AGENTLOG_DIR: join(cwd, 'store') }, ['wait', 1]),
    await count({ AGENTLOG: 'true', AGENTLOG_DIR: join(cwd, 'store') }, ['log', 40]),
  ];
  assert.deepEqual([quiet - bare, recorded - bare], [0, -1]);
});

test('a program that dies for want of a descriptor dies as without, and its crash is recorded with its variables', async (t) => {
  const cwd = makeFolder(t);
  const commands: Command[] = [['log', 1], ['hold'], ['crash', 'starved']];
  const program = startObedient(t, { cwd, front, env: { AGENTLOG: 'true' } });
  for (const command of commands) await program.tell(...command);
  const { told, ...seen } = await program.end();
  assert.deepEqual([told, seen], [[], await runBare(t, { cwd: makeFolder(t), front }, commands)]);
  const [crash] = readEvents(cwd).filter(({ event_type }) => event_type === 'failure');
  const { message } = (crash?.locals ?? {}) as Record<string, unknown>;
  assert.deepEqual(message, { t: 'str', v: 'starved' });
});
