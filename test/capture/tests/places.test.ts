import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import inspector from 'node:inspector';
import { join } from 'node:path';
import { test } from 'node:test';
import { isRunnerScript, PLACES, type PlaceName } from '../../../src/capture/tests/places.ts';
import { root } from '../../root.ts';

/** The packages of each runner, and its places with how many scripts hold them. */
const RUNNERS: readonly {
  readonly name: string;
  readonly packages: readonly string[];
  readonly scripts: Readonly<Partial<Record<PlaceName, number>>>;
}[] = [
  ...['vitest-4', 'vitest-5'].map((name) => ({
    name,
    packages: ['vitest', '@vitest/runner', '@vitest/expect'],
    scripts: { 'vitest:fail': 1, 'vitest:soft': 1, 'vitest:load': 1, 'vitest:test': 1, 'vitest:suite': 1 },
  })),
  {
    name: 'jest-29',
    packages: ['jest-circus', 'jest-runner', 'expect'],
    scripts: { 'jest:file': 1, 'jest:error': 1, 'jest:done': 1, 'jest:suppressed': 1, 'jest:load': 1 },
  },
  {
    name: 'jest-30',
    packages: ['jest-circus', 'jest-runner', 'expect'],
    // A test file is run by this process or by a worker, each with a script of its own.
    scripts: { 'jest:file': 1, 'jest:error': 1, 'jest:done': 1, 'jest:suppressed': 1, 'jest:load': 2 },
  },
  ...['mocha-11', 'mocha-12'].map((name) => ({
    name,
    packages: ['mocha'],
    scripts: { 'mocha:fail': 1, 'mocha:done': 1, 'mocha:load': 1, 'mocha:named': 1, 'mocha:worker': 1 },
  })),
  ...['ava-7', 'ava-8'].map((name) => ({
    name,
    packages: ['ava'],
    scripts: { 'ava:test': 1, 'ava:hook': 1, 'ava:assert': 1, 'ava:load': 1 },
  })),
];

for (const { name, packages, scripts } of RUNNERS) {
  test(`${name} as it is installed has each of its places once in a script`, () => {
    const found: Record<string, number> = {};
    const many: string[] = [];
    const unknown: string[] = [];
    for (const path of packages.flatMap((one) => scriptsOf(name, one))) {
      const url = `file://${path}`;
      if (!isRunnerScript(url)) continue;
      const text = readFileSync(path, 'utf8');
      for (const place of PLACES) {
        if (!place.url.test(url)) continue;
        const count = [...text.matchAll(new RegExp(place.at, 'g'))].length;
        if (count > 0) found[place.name] = (found[place.name] ?? 0) + 1;
        if (count > 1) many.push(`${place.name} ${path}`);
        if (count === 0 && place.sign !== undefined && text.includes(place.sign))
          unknown.push(`${place.name} ${path}`);
      }
    }
    assert.deepEqual({ found, many, unknown }, { found: { ...scripts }, many: [], unknown: [] });
  });
}

test("this Node's own test runner has each of its places once", () => {
  const source = readBuiltin('node:internal/test_runner/test');
  const counts = PLACES.filter(({ runner }) => runner === 'node:test').map(({ name, at }) => [
    name,
    [...source.matchAll(new RegExp(at, 'g'))].length,
  ]);
  assert.deepEqual(counts, [
    ['node:test', 1],
    ['node:hook', 1],
  ]);
});

for (const [url, expected] of [
  ['node:internal/test_runner/test', true],
  ['node:internal/test_runner/harness', false],
  ['file:///p/node_modules/vitest/dist/chunks/run.zBhX.js', true],
  ['file:///p/node_modules/.pnpm/vitest@5.1.1/node_modules/vitest/dist/chunks/run.js', true],
  ['/p/node_modules/mocha/lib/runner.js', true],
  ['C:\\p\\node_modules\\mocha\\lib\\runner.js', true],
  ['/p/node_modules/mocha/node_modules/chai/index.js', false],
  ['/p/mocha/lib/runner.js', false],
  ['/p/node_modules/vitest-x/dist/index.js', false],
  ['', false],
] as const) {
  test(`a script named ${JSON.stringify(url)} ${expected ? 'may be' : 'is not'} a runner's`, () => {
    assert.equal(isRunnerScript(url), expected);
  });
}

/** The scripts of a package, of the version that the runner uses: npm puts one of two versions into the root's folder. */
function scriptsOf(runner: string, name: string): string[] {
  const own = join(root, 'test/runners', runner, 'node_modules');
  const main = runner.replace(/-\d+$/, '');
  const folder = join(existsSync(join(own, main)) ? own : join(root, 'node_modules'), name);
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.[cm]?js$/.test(path) && !path.startsWith('node_modules'))
    .map((path) => join(folder, path));
}

function readBuiltin(url: string): string {
  const session = new inspector.Session();
  session.connect();
  let source = '';
  session.on('Debugger.scriptParsed', ({ params }) => {
    if (params.url !== url) return;
    session.post('Debugger.getScriptSource', { scriptId: params.scriptId }, (_, answer) => {
      source = answer.scriptSource;
    });
  });
  session.post('Debugger.enable');
  session.disconnect();
  return source;
}
