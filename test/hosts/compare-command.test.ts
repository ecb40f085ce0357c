import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { compareCommand } from './compare-command.ts';

/** Programs that behave otherwise while they are recorded: what the comparison must say of them. */
const CHANGES: readonly (readonly [title: string, change: string, says: RegExp])[] = [
  ['a changed exit code', 'process.exitCode = 3', /^exit code: 0 bare, 3 recorded$/],
  [
    'a signal',
    "process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000)",
    /^exit code: 0 bare, null recorded\nsignal: null bare, SIGTERM recorded$/,
  ],
  ['an added space on stdout', "process.stdout.write(' ')", /^stdout, line 2/],
  ['a line of its own on stderr', "console.error('agentlog: x')", /^stderr, line 1/],
  ['a file', "require('node:fs').writeFileSync('extra', '')", /^names of files, line 1/],
  ['a folder', "require('node:fs').mkdirSync('extra')", /^names of files, line 1/],
  [
    'a file among the temporary ones',
    "require('node:fs').writeFileSync(process.env.TMPDIR + '/x', '')",
    /^names of files/,
  ],
  ["a file's bytes", "require('node:fs').writeFileSync('own.txt', 'as ever ')", /^work\/own\.txt, line 1/],
  ["a file's mode", "require('node:fs').chmodSync('own.txt', 0o600)", /^work\/own\.txt, line 1/],
];

const PROGRAM = `require('node:fs').writeFileSync('own.txt', 'as ever');
require('node:fs').chmodSync('own.txt', 0o644);
console.log('pid', process.pid);
`;

for (const [title, change, says] of CHANGES) {
  test(`the comparison of a command sees ${title}`, async () => {
    const { ways } = await compareCommand({
      words: ['node', 'main.cjs'],
      layOut: (folder) =>
        writeFileSync(
          join(folder, 'main.cjs'),
          `${PROGRAM}process.on('exit', () => {});\nif (process.env.AGENTLOG) { ${change} }`,
        ),
      ways: ['run'],
    });
    assert.match(ways[0]?.differences.join('\n') ?? '', says);
  });
}

test('the comparison of a command finds no difference but in what two bare runs differ in', async () => {
  const { bare, ways } = await compareCommand({
    words: ['node', 'main.cjs'],
    layOut: (folder) => writeFileSync(join(folder, 'main.cjs'), `${PROGRAM}null.x;`),
  });
  assert.equal(bare.exitCode, 1);
  assert.deepEqual(
    ways.map(({ way, differences, events }) => [way, differences, events.map((event) => event.event_type)]),
    [
      ['run', [], ['failure', 'tool_output']],
      ['env', [], ['failure']],
    ],
  );
});
