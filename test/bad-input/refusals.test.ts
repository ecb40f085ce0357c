import assert from 'node:assert/strict';
import { symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder } from '../cli/agentlog.ts';

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
