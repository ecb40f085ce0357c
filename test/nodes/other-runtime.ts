import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEvents } from '../cli/agentlog.ts';
import { type Left, layOut, PROGRAMS, run, testRuntime } from './programs.ts';

/** A runtime that is not Node, and how it differs. */
export interface OtherRuntime {
  readonly name: 'Bun' | 'Deno';
  /** What it is called with before a program's file. */
  readonly flags: readonly string[];
  /** What it tells nobody but the program's own listeners of. */
  readonly isDeafToRejections: boolean;
  /** Of its report on stderr what does not change where somebody has read the error's stack before. */
  withoutFrames(stderr: string): string;
}

/** A project of its own with agentlog in it, and how the tests call things there. */
export interface Place {
  readonly project: string;
  /** The command that runs a program of `test/programs/nodes`. */
  command(file: string): string[];
  readonly cli: readonly string[];
}

/** What a failure's event is compared by. */
function failuresIn(project: string): unknown[] {
  if (!existsSync(join(project, '.agentlog'))) return [];
  return readEvents(project)
    .filter(({ event_type }) => event_type === 'failure')
    .map(({ error, location, locals, locals_missing }) => ({ error, location, locals, locals_missing }));
}

function forget(project: string): void {
  rmSync(join(project, '.agentlog'), { recursive: true, force: true });
}

const NO_VARIABLES = { locals: {}, locals_missing: 'this process has no inspector' };

/** Defines the tests that Bun and Deno share. */
export function testOtherRuntime(runtime: OtherRuntime): Place {
  const { name, flags } = runtime;
  const project = layOut(`a pröject for ${name}`);
  const command = (file: string): string[] => [testRuntime, ...flags, file];
  const bin = join(project, 'node_modules/agentlog/dist/cli.js');
  const cli = [process.execPath, bin];

  for (const { title, file, env } of PROGRAMS) {
    test(`${name} runs a program that ${title} under run as without`, async () => {
      const bare = await run([...command(file), 'a', 'b'], project, env);
      const recorded = await run([...cli, 'run', '--', ...command(file), 'a', 'b'], project, env);
      const line = `agentlog: no failure is recorded: ${name} is not Node; import 'agentlog/register' records it, without variables\n`;
      assert.deepEqual(recorded, { ...bare, stderr: bare.stderr + (bare.exitCode === 0 ? '' : line) });
    });

    test(`${name} runs a program that ${title} in a shell that env has set up as without`, async () => {
      const shell = (line: string): string[] => ['sh', '-c', `${line}"$0" "$@"`, ...command(file), 'a'];
      const bare = await run(shell(''), project, env);
      assert.deepEqual(
        await run(shell(`eval "$("${process.execPath}" "${bin}" env)"; `), project, env),
        bare,
      );
    });
  }

  test(`what ${name} prints is in the log`, async () => {
    forget(project);
    await run([...cli, 'run', '--', ...command('crash.cjs')], project);
    const seen = readEvents(project).map(({ event_type, stdout, exit_code }) => [
      event_type,
      stdout,
      exit_code,
    ]);
    assert.deepEqual(seen, [['tool_output', 'before\n', 1]]);
  });

  test(`a program of ${name} that imports agentlog/register leaves a failure without variables`, async () => {
    const { bare, on } = await runBoth('recorded.ts');
    assert.deepEqual(withoutFrames(on), withoutFrames(bare));
    assert.deepEqual([bare.exitCode, bare.stdout], [1, 'before\n']);
    const [failure] = failuresIn(project) as { error: { type: string } }[];
    const location = { file: 'recorded.ts', line: 8, function: 'total' };
    assert.deepEqual(failure, { error: failure?.error, location, ...NO_VARIABLES });
    assert.equal(failure?.error.type, 'TypeError');
  });

  const rejected = runtime.isDeafToRejections ? 'leaves no failure' : 'leaves a failure';
  test(`an unhandled rejection in ${name} ${rejected}`, async () => {
    const { bare, on } = await runBoth('recorded-rejection.mjs');
    assert.deepEqual(withoutFrames(on), withoutFrames(bare));
    const location = { file: 'recorded-rejection.mjs', line: 4, function: 'fail' };
    const failure = { error: { type: 'Error', msg: 'no order 7' }, location, ...NO_VARIABLES };
    assert.deepEqual(failuresIn(project), runtime.isDeafToRejections ? [] : [failure]);
  });

  test(`run prints the failure of a program of ${name} that imports agentlog/register`, async () => {
    forget(project);
    const { stderr } = await run([...cli, 'run', '--', ...command('recorded.ts')], project);
    const [, lines = ''] = stderr.split(/^agentlog: TypeError: .*\n/m);
    assert.equal(lines, '  at recorded.ts:8 total\n  (no variables: this process has no inspector)\n');
  });

  for (const AGENTLOG of ['true', 'false']) {
    test(`with AGENTLOG=${AGENTLOG}, every function of the library gives in ${name} what it gives in Node`, async () => {
      const env = { AGENTLOG, AGENTLOG_DEBUG: '0' };
      forget(project);
      const inNode = await run([process.execPath, 'doors.mjs'], project, env);
      forget(project);
      const here = await run(command('doors.mjs'), project, env);
      const exports = JSON.parse(lastLine(here));
      assert.deepEqual(exports, JSON.parse(lastLine(inNode)));
      assert.equal(here.exitCode, 0);
      assert.equal(exports.toolCall, 43);
    });
  }

  test(`toolCall keeps in ${name} what a tool writes and what it prints through the console`, async () => {
    forget(project);
    const { stderr } = await run(command('doors.mjs'), project, { AGENTLOG: 'true' });
    const tools = readEvents(project).filter(({ tool }) => tool === 'tests');
    assert.deepEqual(
      tools.map(({ stdout, stderr }) => [stdout, stderr]),
      [['written logged { a: 1 }\n', 'warned\n']],
    );
    assert.doesNotMatch(stderr, /warned/);
  });

  test(`${name} shows the model calls of node:http and the children of spawn, not those of fetch and spawnSync`, async () => {
    forget(project);
    const { stdout, exitCode } = await run(command('calls.mjs'), project, { AGENTLOG: 'true' });
    const said = { fetch: 0, http: 1, children: ['async\n'] };
    assert.deepEqual([stdout, exitCode], [`sync\n${JSON.stringify(said)}\n`, 0]);
  });

  return { project, command, cli };

  async function runBoth(file: string): Promise<{ bare: Left; on: Left }> {
    forget(project);
    const bare = await run(command(file), project);
    assert.ok(!existsSync(join(project, '.agentlog')));
    return { bare, on: await run(command(file), project, { AGENTLOG: 'true' }) };
  }

  function withoutFrames(left: Left): Left {
    return { ...left, stderr: runtime.withoutFrames(left.stderr) };
  }
}

/** The JSON that `doors.mjs` ends with; ids differ between any two runs. */
function lastLine({ stdout }: Left): string {
  return (stdout.trim().split('\n').at(-1) ?? '').replace(/_[a-z0-9]{16}"/g, '_ID"');
}
