import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { agentlog, makeFolder, readEvents, runProcess } from '../cli/agentlog.ts';
import { type D1World, startD1 } from '../d1/start-d1.ts';
import { root } from '../root.ts';
import { testNode } from '../run-node.ts';
import { commandLines, helpersOf, until } from './helpers-of.ts';

const options = { skip: !existsSync('/proc/self/cmdline') && 'there is no /proc here' };
const PROGRAM = join(root, 'test/programs/push/works-on.mjs');
const DOOR = join(root, 'dist/index.js');

let d1: D1World;
before(async () => {
  d1 = await startD1();
  const cwd = makeFolder({ after });
  await agentlog(['push', '--init'], { cwd, env: d1.env });
});
after(() => d1.close());

interface Started {
  readonly cwd: string;
  readonly child: ChildProcess;
  /** Lets it end and gives how it did. */
  end(): Promise<Ending>;
  readonly ending: Promise<Ending>;
}

interface Ending {
  readonly exitCode: number | null;
  readonly signal: string | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(
  t: { after(fn: () => void): void },
  cwd: string,
  env: Record<string, string>,
  program: readonly string[] = [PROGRAM, DOOR],
): Started {
  let child: ChildProcess | undefined;
  const ending = runProcess(testNode, program, {
    cwd,
    env,
    onStart: (started) => {
      child = started;
    },
  }).then(({ stdout, ...rest }) => ({ ...rest, stdout: stdout.toString() }));
  t.after(() => child?.kill('SIGKILL'));
  return {
    cwd,
    child: child as ChildProcess,
    ending,
    async end() {
      writeFileSync(join(cwd, 'stop'), '');
      let hasEnded = false;
      void ending.then(() => {
        hasEnded = true;
      });
      // A request to a server that does not answer takes a minute.
      await until('the program has ended', () => hasEnded);
      return ending;
    },
  };
}

const background = (more: Record<string, string> = {}) => ({
  ...d1.env,
  AGENTLOG: 'true',
  AGENTLOG_D1: 'true',
  ...more,
});
const bare = (t: { after(fn: () => void): void }) => start(t, makeFolder(t), {}).end();
const rowsOf = async (cwd: string) => {
  const ids = new Set((await d1.rows('SELECT id FROM events')).map(({ id }) => id));
  return readEvents(cwd).filter(({ id }) => ids.has(id)).length;
};

async function blackHole(t: { after(fn: () => void): void }): Promise<string> {
  const server = createServer(() => {});
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => server.close());
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

describe('AGENTLOG_D1', { concurrency: 4, ...options }, () => {
  test('what a program logs is in D1 while it runs; it ends as a bare one does, and leaves no process behind', async (t) => {
    const program = start(t, makeFolder(t), background());
    const { cwd } = program;
    await until(
      'events are in D1',
      async () => existsSync(join(cwd, '.agentlog')) && (await rowsOf(cwd)) > 5,
    );
    assert.equal(helpersOf(cwd).length, 1);
    assert.deepEqual(
      commandLines().filter((line) => line.includes(d1.env.CLOUDFLARE_API_TOKEN)),
      [],
    );
    assert.deepEqual(await program.end(), await bare(t));
    await until('the helper has ended', () => helpersOf(cwd).length === 0);
    const left = readEvents(cwd).length - (await rowsOf(cwd));
    const { stdout } = await agentlog(['push'], { cwd, env: d1.env });
    assert.equal(await rowsOf(cwd), readEvents(cwd).length);
    assert.match(stdout.toString(), left === 0 ? /^(?:nothing|pushed)/ : /^pushed/);
  });

  test('a program that is killed takes its helper with it', async (t) => {
    const program = start(t, makeFolder(t), background());
    await until('there is a helper', () => helpersOf(program.cwd).length === 1);
    program.child.kill('SIGKILL');
    assert.equal((await program.ending).signal, 'SIGKILL');
    await until('the helper has ended', () => helpersOf(program.cwd).length === 0);
  });

  test('programs that share a folder share one helper', async (t) => {
    const cwd = makeFolder(t);
    const programs = [start(t, cwd, background()), start(t, cwd, background()), start(t, cwd, background())];
    await until(
      'their events are in D1',
      async () => existsSync(join(cwd, '.agentlog')) && (await rowsOf(cwd)) > 30,
    );
    // Those that came second are over as soon as they have looked.
    await until('one helper is left', () => helpersOf(cwd).length === 1);
    for (const program of programs) assert.equal((await program.end()).exitCode, 3);
  });

  test('a program that is over at once starts no helper', async (t) => {
    const cwd = makeFolder(t);
    writeFileSync(join(cwd, 'stop'), '');
    assert.deepEqual(await start(t, cwd, background()).ending, await bare(t));
    assert.deepEqual(
      readdirSync(join(cwd, '.agentlog')).filter((name) => name.startsWith('push_')),
      [],
    );
  });

  const AWAY: Readonly<Record<string, (t: { after(fn: () => void): void }) => string | Promise<string>>> = {
    'that nobody listens at': () => 'http://127.0.0.1:9/client/v4',
    'of a name that does not exist': () => 'https://agentlog.invalid/client/v4',
    'of a server that never answers': blackHole,
  };
  for (const [what, open] of Object.entries(AWAY)) {
    test(`with an address ${what} a program runs and ends as a bare one does`, async (t) => {
      const program = start(t, makeFolder(t), background({ AGENTLOG_D1_URL: await open(t) }));
      await until('there is a helper', () => helpersOf(program.cwd).length === 1);
      const [ending, expected] = [await program.end(), await bare(t)];
      assert.deepEqual(ending, expected);
      await until('the helper has ended', () => helpersOf(program.cwd).length === 0);
    });
  }

  test('where settings are missing, it is said once and nothing else changes', async (t) => {
    const { exitCode, stdout, stderr } = await start(t, makeFolder(t), {
      AGENTLOG: 'true',
      AGENTLOG_D1: 'true',
      CLOUDFLARE_ACCOUNT_ID: 'x',
    }).end();
    const expected = await bare(t);
    assert.deepEqual([exitCode, stdout], [expected.exitCode, expected.stdout]);
    assert.equal(
      stderr,
      'agentlog: AGENTLOG_D1 is on, but AGENTLOG_D1_DATABASE_ID, CLOUDFLARE_API_TOKEN are not set; it takes the account, the D1 database and a token for it: nothing is pushed\nends\n',
    );
  });

  test('a program that listens to SIGCHLD gets no child that it did not start, and is told how its events are pushed', async (t) => {
    const code = "process.on('SIGCHLD', () => console.log('SIGCHLD')); await import(process.argv[1]);";
    const args = [
      '--input-type=module',
      '-e',
      code.replace('process.argv[1]', JSON.stringify(PROGRAM)),
      'x',
      DOOR,
    ];
    const program = start(t, makeFolder(t), background(), args);
    let seen = '';
    program.child.stderr?.on('data', (chunk: Buffer) => {
      seen += chunk;
    });
    await until('it is said', () => seen.includes('agentlog: '));
    const { stdout, stderr } = await program.end();
    assert.ok(!stdout.includes('SIGCHLD\n'), stdout);
    assert.match(stderr, /^agentlog: nothing is pushed in the background, as .*: run agentlog push\n/);
  });

  test('agentlog run pushes while a command of another kind runs', async (t) => {
    const cwd = makeFolder(t);
    const running = agentlog(['run', '--', 'sh', '-c', 'until test -e stop; do sleep 0.1; done; echo done'], {
      cwd,
      env: { ...d1.env, AGENTLOG_D1: 'true' },
    });
    await until('the session is in D1', async () => {
      const tasks = await d1.rows('SELECT task FROM agent_sessions');
      return tasks.some(({ task }) => String(task).includes('until test -e stop'));
    });
    writeFileSync(join(cwd, 'stop'), '');
    const { exitCode, stdout, stderr } = await running;
    assert.deepEqual([exitCode, stdout.toString(), stderr], [0, 'done\n', '']);
    await until('the helper has ended', () => helpersOf(cwd).length === 0);
  });

  test('when D1 refuses for good, the helper ends, and the program says once where to look', async (t) => {
    const program = start(t, makeFolder(t), background({ CLOUDFLARE_API_TOKEN: 'another-token' }));
    const line = 'agentlog: D1 refuses what is pushed in the background: agentlog push says why\n';
    let seen = '';
    program.child.stderr?.on('data', (chunk: Buffer) => {
      seen += chunk;
    });
    await until('it is said', () => seen.includes(line));
    assert.equal((await program.end()).stderr, `${line}ends\n`);
  });
});
