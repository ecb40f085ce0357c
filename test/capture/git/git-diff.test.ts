import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { makeRepository, runGit } from './make-repository.ts';

test('the first 50 lines are kept, and the numbers are those of the whole', () => {
  const { turn, write } = makeRepository({ a: 'a\n' });
  turn();
  write('n', 'x\n'.repeat(1000));
  const { diff, ...rest } = turn();
  assert.deepEqual(rest, {
    turn_number: 2,
    files_changed: 1,
    lines_added: 1000,
    lines_removed: 0,
    truncated: true,
  });
  assert.equal(diff.split('\n').length, 51);
  write('n', 'x\n'.repeat(1045));
  assert.equal(turn().truncated, true);
});

test('a diff of exactly 50 lines is not truncated, and one of long lines is cut at 16,384 characters', () => {
  const { turn, write } = makeRepository({ a: 'a\n' });
  turn();
  write('n', 'x\n'.repeat(44));
  const whole = turn();
  assert.deepEqual([whole.diff.split('\n').length, whole.truncated], [51, false]);
  write('m', `${'é'.repeat(3_000_000)}\n`);
  const cut = turn();
  assert.deepEqual([cut.diff.length, cut.truncated, cut.lines_added], [16_384, true, 1]);
});

test('a secret is hidden, also across the cut, and in a name', () => {
  const secret = `ghp_${randomBytes(27).toString('base64url').replace(/[-_]/g, 'a')}`.slice(0, 40);
  const key = `-----BEGIN PRIVATE KEY-----\n${Array.from({ length: 12 }, () => `${randomBytes(48).toString('base64')}\n`).join('')}-----END PRIVATE KEY-----\n`;
  const { turn, write } = makeRepository({ a: 'a\n' });
  turn();
  write(`${secret}/n`, `token = "${secret}"\n${'x\n'.repeat(38)}${key}`);
  const { diff } = turn();
  assert.ok(diff.includes('***REDACTED***'));
  for (const piece of [secret.slice(4), ...key.split('\n').slice(1, -2)])
    assert.ok(!diff.includes(piece), diff);
});

test('a file that is ignored from now on was not deleted', () => {
  const { turn, write, git } = makeRepository({ a: 'a\n', b: 'b\n' });
  turn();
  write('modules/x', 'x\n');
  assert.equal(turn().files_changed, 1);
  git('rm', '-q', '--cached', 'b');
  write('.gitignore', 'modules\nb\n');
  const { files_changed, diff } = turn();
  assert.equal(files_changed, 1, diff);
  write('modules/x', 'y\n');
  assert.equal(turn().files_changed, 0);
});

test('a repository within becomes plain files when its .git is removed', () => {
  const { turn, write, git, root } = makeRepository({ a: 'a\n' });
  git('init', '-q', 'sub');
  write('sub/x', 'x\n');
  git('-C', 'sub', 'add', 'x');
  git('-C', 'sub', 'commit', '-qm', 'x');
  turn();
  rmSync(join(root, 'sub/.git'), { recursive: true });
  assert.match(turn().diff, /b\/sub\/x\n/);
});

test('the first turn is compared with HEAD as it was when the session began', () => {
  const repository = makeRepository({ a: 'a\n' });
  const { git, write, turn, env, root } = repository;
  const startTs = Date.parse(env.GIT_COMMITTER_DATE ?? '') / 1000 + 10;
  const later = { ...env, GIT_COMMITTER_DATE: '2026-01-01T00:00:20Z' };
  write('b', 'b\n');
  git('add', '-A');
  runGit(root, later, ['commit', '-qm', 'later']);
  write('c', 'c\n');
  const { files_changed, diff } = turn({ startTs });
  assert.equal(files_changed, 2, diff);
  assert.equal(turn({ startTs: startTs + 100, sessionId: 'sess_another' }).files_changed, 1);
  assert.equal(turn({ startTs: startTs - 100, sessionId: 'sess_earlier' }).files_changed, 3);
});

test('a snapshot taken when the session begins is what its first turn is compared with', () => {
  const { diffs, turn, write, root } = makeRepository({ a: 'a\n' });
  write('a', 'before\n');
  write('n', 'before\n');
  diffs.begin('sess_turnturn', root);
  assert.equal(turn().files_changed, 0);
  write('n', 'after\n');
  diffs.begin('sess_turnturn', root);
  const { turn_number, files_changed } = turn();
  assert.deepEqual([turn_number, files_changed], [2, 0]);
});

test('a turn’s number may be given; what is no whole number from 0 up is passed over', () => {
  const { turn } = makeRepository({ a: 'a\n' });
  const given = [
    undefined,
    5,
    undefined,
    -1,
    1.5,
    Number.NaN,
    2 ** 60,
    'x' as unknown as number,
    0,
    undefined,
  ];
  const numbers = given.map((turnNumber) => turn(turnNumber === undefined ? {} : { turnNumber }).turn_number);
  assert.deepEqual(numbers, [1, 5, 6, 7, 8, 9, 10, 11, 0, 1]);
});

test('two sessions in one repository, and one session in two repositories, do not mix', () => {
  const [one, two] = [makeRepository({ a: 'a\n' }), makeRepository({ b: 'b\n' })];
  one.turn();
  one.write('n', 'n\n');
  assert.equal(one.turn({ sessionId: 'sess_other' }).files_changed, 1);
  two.write('m', 'm\n');
  const there = one.turn({ cwd: two.root });
  assert.deepEqual([there.turn_number, there.files_changed, /b\/m\n/.test(there.diff)], [2, 1, true]);
  const here = one.turn();
  assert.deepEqual([here.turn_number, here.files_changed, /b\/n\n/.test(here.diff)], [3, 1, true]);
});

test('a turn in a subfolder is of the whole working tree', () => {
  const { turn, write, root } = makeRepository({ 'd/a': 'a\n', b: 'b\n' });
  turn({ cwd: join(root, 'd') });
  write('b', 'c\n');
  assert.match(turn({ cwd: join(root, 'd') }).diff, /^diff --git a\/b b\/b\n/);
});
