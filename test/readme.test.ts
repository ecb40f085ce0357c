import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { type Result, readEvents, runProcess } from './cli/agentlog.ts';
import { PATH } from './installed.ts';
import { contextRuns } from './readme/context-runs.ts';
import { contributingRuns } from './readme/contributing-runs.ts';
import { d1Runs } from './readme/d1-runs.ts';
import { diffsRuns } from './readme/diffs-runs.ts';
import { errorsRuns } from './readme/errors-runs.ts';
import { eventsRuns } from './readme/events-runs.ts';
import { failuresRuns } from './readme/failures-runs.ts';
import { modelCallsRuns } from './readme/model-calls-runs.ts';
import { blocks, isLine, pages, type Runs, readPage } from './readme/pages.ts';
import { makeProject, sh } from './readme/project.ts';
import { readingRuns } from './readme/reading-runs.ts';
import { readmeRuns } from './readme/readme-runs.ts';
import { sessionsRuns } from './readme/sessions-runs.ts';
import { testRunnersRuns } from './readme/test-runners-runs.ts';
import { toolsRuns } from './readme/tools-runs.ts';
import { workerRuns } from './readme/worker-runs.ts';
import { root } from './root.ts';

/** A snippet that is not found here fails the test below. */
const RUNS: Readonly<Record<string, Runs>> = {
  'README.md': readmeRuns,
  'CONTRIBUTING.md': contributingRuns,
  'examples/worker/README.md': workerRuns,
  'docs/context.md': contextRuns,
  'docs/d1.md': d1Runs,
  'docs/diffs.md': diffsRuns,
  'docs/errors.md': errorsRuns,
  'docs/events.md': eventsRuns,
  'docs/failures.md': failuresRuns,
  'docs/model-calls.md': modelCallsRuns,
  'docs/reading.md': readingRuns,
  'docs/sessions.md': sessionsRuns,
  'docs/test-runners.md': testRunnersRuns,
  'docs/tools.md': toolsRuns,
};

for (const { page, text } of blocks) {
  const firstLine = text.split('\n')[0] ?? '';
  test(`${page}: what it shows under "${firstLine.slice(0, 60)}" is so`, async (t) => {
    const found = RUNS[page]?.find(([itsLine]) => isLine(firstLine, itsLine));
    assert.ok(found, 'a snippet that no test runs');
    await found[1](text, t);
  });
}

test('every snippet that is run here still stands on its page', () => {
  const known = Object.entries(RUNS).flatMap(([page, runs]) => runs.map(([line]) => ({ page, line })));
  const isThere = (asked: (typeof known)[number]): boolean =>
    blocks.some(({ page, text }) => page === asked.page && isLine(text.split('\n')[0] ?? '', asked.line));
  assert.deepEqual(
    known.filter((asked) => !isThere(asked)),
    [],
  );
});

test("the demo shows the README's lines, and then the failure as it is stored", async () => {
  const { stdout, stderr, exitCode } = await runProcess(process.execPath, ['examples/demo.js'], {
    cwd: root,
    env: { PATH },
  });
  const block = blocks.find(({ text }) => text.startsWith('$ agentlog run -- node checkout.js'))?.text ?? '';
  assert.equal(exitCode, 0);
  assert.ok(stderr.endsWith(block.slice(block.indexOf('agentlog: '))));
  const lines = stdout
    .toString()
    .split('\n')
    .filter((line) => line !== '');
  assert.deepEqual(
    lines.filter((line) => line.startsWith('$')),
    ['$ agentlog run -- node checkout.js', '$ agentlog show failure --json'],
  );
  assert.equal(JSON.parse(lines.at(-1) ?? '').location.function, 'cartTotal');
});

test("the README's table names the variables that are read, and no others", () => {
  const cells = [...readPage('README.md').matchAll(/^\| (`AGENTLOG[^|]*) \|/gm)].map(([, cell = '']) => cell);
  const named = cells.flatMap((cell) => cell.match(/\w+/g) ?? []);
  const source = readPage('src/base/environment.ts');
  const known = new Set([...source.matchAll(/env\.(AGENTLOG\w*)/g)].map(([, name]) => name));
  const doors = ['src/index.ts', 'src/register.ts'].map(readPage).join('\n');
  for (const [, name] of doors.matchAll(/env\.(AGENTLOG\w*)/g)) known.add(name);
  assert.deepEqual(named.sort(), [...known].sort());
  const [row = ''] = readPage('README.md').match(/^\| `AGENTLOG` .*$/m) ?? [];
  const on = [...(/const ON.*= \[(.*)\]/.exec(source)?.[1] ?? '').matchAll(/'(\w+)'/g)].map(
    ([, word]) => `\`${word}\``,
  );
  assert.ok(on.length > 0 && on.every((word) => row.includes(word)), row);
  const [modes = ''] = readPage('README.md').match(/^\| `AGENTLOG_CAPTURE` .*$/m) ?? [];
  for (const mode of ['all', 'uncaught', 'off']) assert.ok(modes.includes(`\`${mode}\``));
});

test('docs/failures.md names every reason for missing locals, and no others', () => {
  const folder = join(root, 'src/capture/failure');
  const source = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  const table =
    readPage('docs/failures.md').split('| it says | because |\n| --- | --- |\n')[1]?.split('\n\n')[0] ?? '';
  const named = table.split('\n').map((row) => row.split('|')[1]?.trim() ?? '');
  const counted = named.filter((reason) => reason.startsWith('*N* '));
  assert.deepEqual(
    counted.filter((reason) => !source.includes(`} ${reason.slice(4)}`)),
    [],
  );
  // A reason is a sentence; the other words of agentlog's own are names.
  const reasons = [...source.matchAll(/ownWord\('([^']* [^']*)'\)/g)].map(([, reason]) => reason);
  assert.deepEqual(named.filter((reason) => !counted.includes(reason)).sort(), [...new Set(reasons)].sort());
});

test('the links of the pages lead somewhere', () => {
  const broken = pages.flatMap((page) =>
    [...readPage(page).matchAll(/\]\(([^)#:]+)\)/g)]
      .map(([, target = '']) => target)
      .filter((target) => !existsSync(join(root, page, '..', target)))
      .map((target) => `${page} -> ${target}`),
  );
  assert.deepEqual([...new Set(broken)], []);
});

test("the roadmap's sequence works with one process a step: start, crash, read, count tokens, end, look", async () => {
  const project = makeProject();
  const step = (line: string, cwd = project): Promise<Result> => sh(`export AGENTLOG=true\n${line}`, cwd);
  const call = (text: string): string => `node -e "const agentlog = require('agentlog'); ${text}"`;
  const started = await step(call(`console.log(agentlog.startSession('cursor', 'fix validation bug'))`));
  const id = started.stdout.toString().trim();
  assert.match(id, /^sess_[a-z2-7]{16}$/);
  const crashed = await step('node --import agentlog/register ../main.js', join(project, 'sub'));
  assert.equal(crashed.exitCode, 1);
  const read = await step(call('console.log(agentlog.getSessionId())'), join(project, 'sub'));
  assert.equal(read.stdout.toString(), `${id}\n`);
  await step('npx --no-install agentlog llm --model gpt-4 --in 1250 --out 450');
  const tokens = await step(call('console.log(JSON.stringify(agentlog.tokenSummary()))'));
  assert.equal(
    tokens.stdout.toString(),
    '{"total_tokens":1700,"by_model":{"gpt-4":{"calls":1,"tokens":1700}}}\n',
  );
  await step(call('agentlog.endSession()'), join(project, 'sub'));
  const after = await step(call('console.log(agentlog.getSessionId())'));
  assert.equal(after.stdout.toString(), 'undefined\n');
  const events = readEvents(project);
  assert.deepEqual(
    events.map(({ event_type, session_id, location }) => [event_type, session_id, location]),
    [
      ['failure', id, { file: 'main.js', line: 2, function: 'read' }],
      ['llm_call', id, undefined],
    ],
  );
  const sessions = await step('npx --no-install agentlog sessions');
  assert.match(
    sessions.stdout.toString(),
    /^sess_\w+ cursor \d+ s ago closed failure=1 llm_call=1 tokens=\d+ fix validation bug\n$/,
  );
});
