import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, CLI, type Options, type Result } from '../cli/agentlog.ts';
import { crashesIn, makeStore, NOTICE, prepare, SHOWN, sh, shown, WAYS } from './shell.ts';

const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups'];
const [setpriv = '', ...nobody] = AS_NOBODY;
/** Whether this user may become another one who can read what is tested. */
const canBeNobody = [process.execPath, CLI].every(
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

/** As a user with no rights in the folder. */
function shAsNobody(line: string, options: Options): Promise<Result> {
  return sh(`exec ${AS_NOBODY.join(' ')} /bin/sh -c '${line.replaceAll("'", `'\\''`)}'`, options);
}
