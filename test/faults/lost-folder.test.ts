import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { makeFolder } from '../cli/agentlog.ts';
import { type Command, runBare, startObedient } from './obedient.ts';
import { readIds } from './stored-ids.ts';

const SESSION = 'sess_lost';
const NAME = 'session_lost.jsonl';
const RECORDED = { AGENTLOG: 'true', AGENTLOG_SESSION: SESSION };
/** Longer than a look at the path is trusted. */
const LOOK: Command = ['wait', 80];
/** Longer than nothing is tried after an error that does not go away by itself. */
const RETRY: Command = ['wait', 1100];

/** What happens to the store of a program that runs. */
interface Mishap {
  readonly title: string;
  readonly strike: (store: string, file: string) => void;
  /** Ends the trouble, where it does not end by itself. */
  readonly mend?: (store: string, file: string) => void;
  /** What the program wrote before is still there at the end. */
  readonly keeps: 'all' | 'all but the last' | 'the first half' | 'nothing';
  /** The one line that tells of what was lost; nothing is lost where there is none. */
  readonly told?: RegExp;
}

const MISHAPS: readonly Mishap[] = [
  { title: 'the folder is removed', strike: (store) => rmSync(store, { recursive: true }), keeps: 'nothing' },
  {
    title: 'the folder is moved away',
    strike: (store) => renameSync(store, `${store} old`),
    keeps: 'nothing',
  },
  {
    title: 'the folder is replaced by a copy',
    strike(store) {
      cpSync(store, `${store} copy`, { recursive: true });
      rmSync(store, { recursive: true });
      renameSync(`${store} copy`, store);
    },
    keeps: 'all',
  },
  {
    title: 'the folder becomes a file',
    strike(store) {
      rmSync(store, { recursive: true });
      writeFileSync(store, 'mine');
    },
    mend: unlinkSync,
    keeps: 'nothing',
    told: /^agentlog: 4 events could not be written to .*: ENOTDIR: /,
  },
  {
    title: 'the folder becomes a link to another',
    strike(store) {
      renameSync(store, `${store} old`);
      mkdirSync(`${store} other`);
      symlinkSync(`${store} other`, store);
    },
    mend(store) {
      unlinkSync(store);
      assert.deepEqual(readdirSync(`${store} other`), []);
      renameSync(`${store} old`, store);
    },
    keeps: 'all',
    told: /^agentlog: 4 events could not be written: .* is a link: /,
  },
  { title: "the session's file is removed", strike: (_, file) => unlinkSync(file), keeps: 'nothing' },
  {
    title: "the session's file is replaced by a copy, as an editor does",
    strike(_, file) {
      writeFileSync(`${file}~`, readFileSync(file));
      renameSync(`${file}~`, file);
    },
    keeps: 'all',
  },
  {
    title: "the session's file is replaced by an empty one",
    strike(_, file) {
      writeFileSync(`${file}~`, '');
      renameSync(`${file}~`, file);
    },
    keeps: 'nothing',
  },
  { title: "the session's file is emptied", strike: (_, file) => truncateSync(file, 0), keeps: 'nothing' },
  {
    title: "the session's file is cut in the middle of a line",
    strike(_, file) {
      const lines = readFileSync(file, 'utf8').split('\n');
      truncateSync(file, Buffer.byteLength(lines.slice(0, 5).join('\n')) + 40);
    },
    keeps: 'the first half',
  },
  {
    title: "the session's file loses its last newline",
    strike: (_, file) => truncateSync(file, statSync(file).size - 1),
    keeps: 'all but the last',
  },
  {
    title: "the session's file becomes a folder",
    strike(_, file) {
      unlinkSync(file);
      mkdirSync(file);
    },
    mend: (_, file) => rmdirSync(file),
    keeps: 'nothing',
    told: /^agentlog: 4 events could not be written to .*: EISDIR: /,
  },
  {
    title: "the session's file becomes a link to /dev/full",
    strike(_, file) {
      unlinkSync(file);
      symlinkSync('/dev/full', file);
    },
    mend: (_, file) => unlinkSync(file),
    keeps: 'nothing',
    told: /^agentlog: 4 events could not be written to .*: ELOOP: /,
  },
  {
    title: "the session's file becomes a pipe that nobody reads",
    strike(_, file) {
      unlinkSync(file);
      assert.equal(spawnSync('mkfifo', [file]).status, 0);
    },
    mend: (_, file) => unlinkSync(file),
    keeps: 'nothing',
    told: /^agentlog: 4 events could not be written: .* is not a file: /,
  },
];

describe('the store of a program that runs', { concurrency: 4 }, () => {
  /** Waiting is not seen in what the program does. */
  const bare = runBare({ after }, { cwd: makeFolder({ after }) }, [
    ['log', 8],
    ['wait', 1],
    ['log', 4],
    ['wait', 1],
    ['log', 4],
  ]);

  for (const { title, strike, mend, keeps, told } of MISHAPS) {
    const loss = told === undefined ? 'nothing is lost' : 'one line tells of the loss';
    test(`${title} while the program runs: it goes on as without, ${loss}, and recording goes on`, async (t) => {
      const cwd = makeFolder(t);
      const store = join(cwd, '.agentlog');
      const file = join(store, NAME);
      const program = startObedient(t, { cwd, env: RECORDED });
      const before = (await program.tell('log', 8)) as string[];
      strike(store, file);
      await program.tell(...LOOK);
      const during = (await program.tell('log', 4)) as string[];
      mend?.(store, file);
      await program.tell(...(mend === undefined ? LOOK : RETRY));
      const last = (await program.tell('log', 4)) as string[];
      const { told: lines, ...seen } = await program.end();

      const kept = before.slice(0, { all: 8, 'all but the last': 7, 'the first half': 4, nothing: 0 }[keeps]);
      const { ids } = await readIds(cwd, SESSION);
      assert.deepEqual(
        ids,
        [...kept, ...during, ...last].filter((id) => id !== ''),
      );
      assert.deepEqual([during.includes(''), last.includes('')], [told !== undefined, false]);
      assert.deepEqual(seen, await bare);
      assert.equal(lines.length, told === undefined ? 0 : 1, lines.join('\n'));
      if (told !== undefined) assert.match(lines[0] ?? '', told);
    });
  }

  test("the program's working folder is removed with the store in it: it goes on as without, and one line tells of the loss", async (t) => {
    const parent = makeFolder(t);
    const cwd = join(parent, 'project');
    mkdirSync(cwd);
    const program = startObedient(t, { cwd, env: RECORDED });
    await program.tell('log', 4);
    rmSync(cwd, { recursive: true });
    await program.tell(...LOOK);
    assert.deepEqual(await program.tell('log', 4), ['', '', '', '']);
    const { told, ...seen } = await program.end();
    assert.deepEqual(seen, await runBare(t, { cwd: parent }, [['log', 4], LOOK, ['log', 4]]));
    assert.equal(told.length, 1, told.join('\n'));
    assert.match(told[0] ?? '', /^agentlog: 4 events could not be written: .*there is no folder /);
    assert.deepEqual([existsSync(cwd), readdirSync(parent)], [false, []]);
  });
});
