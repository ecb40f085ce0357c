import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { readD1Settings } from '../../src/base/d1-settings.ts';
import { pushFolderName } from '../../src/push/database-key.ts';
import { type D1World, startD1 } from '../d1/start-d1.ts';
import { appendText, eventLine, writeSession } from '../push/d1-folder.ts';
import { until } from '../push/helpers-of.ts';
import { agentlog, CLI, makeFolder, plainEnv } from './agentlog.ts';

let d1: D1World;
before(async () => {
  d1 = await startD1();
  await agentlog(['push', '--init'], { cwd: makeFolder({ after }), env: d1.env });
});
after(() => d1.close());

interface Follower {
  readonly child: ChildProcess;
  stderr(): string;
  /** How it ended: its exit code, or its signal. */
  readonly ended: Promise<number | string | null>;
  /** Kills it, before its folder goes, to which it still writes. */
  kill(): Promise<void>;
}

function follow(t: { after(fn: () => void): void }, cwd: string, env: Record<string, string> = {}): Follower {
  const child = spawn(process.execPath, [CLI, 'push', '--follow'], {
    cwd,
    env: plainEnv({ ...d1.env, ...env }),
  });
  t.after(() => child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (chunk: Buffer) => {
    stderr += chunk;
  });
  const ended = new Promise<number | string | null>((resolve) =>
    child.on('close', (code, signal) => resolve(signal ?? code)),
  );
  return {
    child,
    stderr: () => stderr,
    ended,
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

const rowsOf = async (id: string) =>
  Number((await d1.rows(`SELECT count(*) AS n FROM events WHERE session_id = '${id}'`))[0]?.n);
const lockOf = (cwd: string) => {
  const { settings } = readD1Settings(d1.env);
  assert.ok(settings);
  return join(cwd, '.agentlog', pushFolderName(settings), '.lock');
};

const ENDS: Readonly<Record<string, (child: ChildProcess) => void>> = {
  'the end of its stdin': (child) => child.stdin?.end(),
  'Ctrl-C': (child) => child.kill('SIGINT'),
  SIGTERM: (child) => child.kill('SIGTERM'),
};
for (const [what, end] of Object.entries(ENDS)) {
  test(`push --follow sends what was there, and what comes, until ${what}`, async (t) => {
    const cwd = makeFolder(t);
    const id = `sess_until${Object.keys(ENDS).indexOf(what)}`;
    writeSession(cwd, id, 5);
    const { child, ended, stderr } = follow(t, cwd);
    await until('what was there is pushed', async () => (await rowsOf(id)) === 5);
    appendText(cwd, id, eventLine(id) + eventLine(id).slice(0, 30));
    writeSession(cwd, `${id}_later`, 600);
    await until(
      'what came is pushed',
      async () => (await rowsOf(id)) + (await rowsOf(`${id}_later`)) === 606,
    );
    end(child);
    assert.deepEqual([await ended, stderr()], [0, '']);
    assert.throws(() => readFileSync(lockOf(cwd)), { code: 'ENOENT' });
  });
}

test('push --follow begins in a folder that is not there yet', async (t) => {
  const cwd = makeFolder(t);
  const { child, ended } = follow(t, cwd);
  await new Promise((resolve) => setTimeout(resolve, 500));
  writeSession(cwd, 'sess_fresh', 3);
  await until('it is pushed', async () => (await rowsOf('sess_fresh')) === 3);
  child.kill('SIGINT');
  assert.equal(await ended, 0);
});

test('a second push --follow of the same folder and database ends at once and says so', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_second', 1);
  const first = follow(t, cwd);
  await until('it is pushed', async () => (await rowsOf('sess_second')) === 1);
  const second = follow(t, cwd);
  assert.equal(await second.ended, 0);
  await first.kill();
  assert.match(second.stderr(), /^agentlog: another push --follow .* already\n$/);
});

const STALE: readonly (readonly [string, (lock: string) => void])[] = [
  [
    'whose process is gone',
    (lock) => writeFileSync(lock, JSON.stringify({ pid: 2 ** 22 + 1, host: hostname(), token: 'x' })),
  ],
  [
    'that was not renewed',
    (lock) => {
      writeFileSync(lock, JSON.stringify({ pid: process.pid, host: hostname(), token: 'x' }));
      utimesSync(lock, 1_770_000_000, 1_770_000_000);
    },
  ],
  ['that is damaged', (lock) => writeFileSync(lock, '{"pid":')],
];
for (const [what, place] of STALE) {
  test(`a lock ${what} is taken over`, async (t) => {
    const cwd = makeFolder(t);
    const id = `sess_stale${STALE.findIndex(([name]) => name === what)}`;
    writeSession(cwd, id, 1);
    mkdirSync(join(lockOf(cwd), '..'), { mode: 0o700 });
    place(lockOf(cwd));
    const follower = follow(t, cwd);
    await until('it is pushed', async () => (await rowsOf(id)) === 1);
    await follower.kill();
  });
}

test('push --follow ends when another one takes its lock over', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_taken', 1);
  const { ended } = follow(t, cwd);
  await until('it is pushed', async () => (await rowsOf('sess_taken')) === 1);
  writeFileSync(lockOf(cwd), JSON.stringify({ pid: process.pid, host: hostname(), token: 'x' }));
  assert.equal(await ended, 0);
  assert.match(readFileSync(lockOf(cwd), 'utf8'), /"token":"x"/);
});

test('push --follow outlives an outage, and tells of it once', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_outage', 4);
  let requests = 0;
  d1.setFaults(() =>
    ++requests <= 8
      ? { status: 500, body: '{"success":false,"errors":[{"code":7500,"message":"internal error"}]}' }
      : undefined,
  );
  t.after(() => d1.setFaults(() => undefined));
  const { child, ended, stderr } = follow(t, cwd);
  await until('it is pushed', async () => (await rowsOf('sess_outage')) === 4);
  child.kill('SIGINT');
  assert.equal(await ended, 0);
  assert.match(stderr(), /^agentlog: .+; the push goes on by itself\n$/);
});

test('push --follow ends with exit code 1 and one line when D1 refuses for good', async (t) => {
  const cwd = makeFolder(t);
  writeSession(cwd, 'sess_never', 1);
  const { ended, stderr } = follow(t, cwd, { CLOUDFLARE_API_TOKEN: 'another-token-than-that' });
  assert.equal(await ended, 1);
  assert.match(stderr(), /^agentlog: .+\n$/);
});
