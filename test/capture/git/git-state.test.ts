import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { removeGitState } from '../../../src/capture/git/git-state.ts';
import { makeRepository, makeTempFolder } from './make-repository.ts';

const STATES: Readonly<Record<string, string>> = {
  torn: '{"turn":3,"repositor',
  empty: '',
  'another type': '[1]',
  'wrong fields': '{"turn":"x","repositories":{"a":{"tree":"../x","seed":1}}}',
  nothing: 'null',
};

for (const [name, text] of Object.entries(STATES)) {
  test(`a state file that is ${name} counts as none: the next turn begins at the session’s start`, () => {
    const { store, turn, write } = makeRepository({ a: 'a\n' });
    write('n', 'n\n');
    turn();
    writeFileSync(join(store, 'git/turnturn/state.json'), text);
    const { turn_number, files_changed } = turn();
    assert.deepEqual([turn_number, files_changed], [1, 1]);
  });
}

test('where the objects of the last turn are gone the answer says so, and the next turn goes on', () => {
  const { store, turn, missing, write } = makeRepository({ a: 'a\n' });
  write('n', 'n\n');
  turn();
  const folder = join(store, 'git/turnturn');
  const key = readdirSync(folder).find((name) => name !== 'state.json') ?? '';
  rmSync(join(folder, key), { recursive: true });
  write('m', 'm\n');
  assert.match(missing(), /^the last turn cannot be compared with: /);
  write('m', 'mm\n');
  assert.equal(turn().files_changed, 1);
});

test('a lock that a killed process left is taken over, also one of git’s own', () => {
  const { store, turn, write } = makeRepository({ a: 'a\n' });
  turn();
  const folder = join(store, 'git/turnturn');
  const key = readdirSync(folder).find((name) => /^[0-9a-f]{16}$/.test(name)) ?? '';
  writeFileSync(join(folder, 'lock'), '999999999');
  writeFileSync(join(folder, key, 'index.lock'), '');
  write('n', 'n\n');
  assert.equal(turn().files_changed, 1);
});

test('processes that log turns of one session at once get numbers of their own, and no change is lost or told twice', async () => {
  const { root, store, env, write } = makeRepository({ a: 'a\n' });
  for (let i = 0; i < 8; i += 1) write(`n${i}`, 'n\n');
  const child = fileURLToPath(new URL('./turn-child.js', import.meta.url));
  const runs = Array.from({ length: 6 }, async () => {
    const run = spawn(process.execPath, [child, root, store], { env, stdio: ['ignore', 'pipe', 'inherit'] });
    const printed: Buffer[] = [];
    run.stdout.on('data', (chunk: Buffer) => printed.push(chunk));
    await once(run, 'close');
    return JSON.parse(Buffer.concat(printed).toString()).payload as {
      turn_number: number;
      files_changed: number;
    };
  });
  const turns = await Promise.all(runs);
  assert.deepEqual(turns.map((turn) => turn.turn_number).sort(), [1, 2, 3, 4, 5, 6]);
  assert.deepEqual(turns.map((turn) => turn.files_changed).sort(), [0, 0, 0, 0, 0, 8]);
});

test('a link or a file in the place of the snapshots is refused, and nothing is written behind it', () => {
  const { store, missing } = makeRepository({ a: 'a\n' });
  const elsewhere = makeTempFolder();
  symlinkSync(elsewhere, join(store, 'git'));
  assert.match(missing(), /git is not a folder of this user: remove it$/);
  rmSync(join(store, 'git'));
  mkdirSync(join(store, 'git'));
  symlinkSync(elsewhere, join(store, 'git/turnturn'));
  assert.match(missing(), /turnturn is not a folder of this user: remove it$/);
  assert.deepEqual(readdirSync(elsewhere), []);
});

test('a session’s snapshots are for this user alone, and are removed with it', () => {
  const { store, turn, write } = makeRepository({ a: 'a\n' });
  write('n', 'n\n');
  turn();
  turn({ sessionId: 'sess_other' });

  assert.deepEqual(modesBelow(join(store, 'git')), ['400', '600', '700']);
  removeGitState(store, 'sess_turnturn');
  removeGitState(store, 'sess_nobody');
  assert.deepEqual(readdirSync(join(store, 'git')), ['other']);
  assert.throws(() => removeGitState(store, '../x'));
});

function modesBelow(folder: string): string[] {
  const modes = readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((path) =>
    (lstatSync(join(folder, path)).mode & 0o777).toString(8),
  );
  return [...new Set(modes)].sort();
}
