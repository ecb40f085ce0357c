import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix, relative } from 'node:path';
import { test } from 'node:test';
import { root } from './root.ts';

const source = join(root, 'src');
/** The folders by floor, as ARCHITECTURE.md has them. */
const FLOORS: Readonly<Record<string, number>> = {
  base: 0,
  redact: 1,
  value: 2,
  event: 3,
  follow: 3,
  store: 4,
  'store/folder': 5,
  'store/d1': 5,
  push: 6,
  session: 6,
  'capture/decision': 7,
  'capture/failure': 7,
  'capture/llm': 7,
  'capture/git': 7,
  'capture/output': 7,
  'capture/tests': 7,
  report: 8,
  worker: 8,
  cli: 9,
  '': 10,
};
/** Folders whose own folders are rooms that do not know each other. */
const DIVIDED: ReadonlySet<string> = new Set(['capture', 'store']);
const PURE: ReadonlySet<string> = new Set(['redact', 'value', 'event']);
/** What the pure floors may use of `base/`: it has no effect when loaded and touches nothing of Node's. */
const PURE_BASE: ReadonlySet<string> = new Set([
  'base/limits.ts',
  'base/held.ts',
  'base/kind.ts',
  'base/probe.ts',
  'base/errors.ts',
]);

interface Module {
  readonly path: string;
  readonly folder: string;
  readonly imports: readonly string[];
}

const modules: Module[] = readdirSync(source, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts'))
  .map((path) => path.replaceAll('\\', '/'))
  .map((path) => ({ path, folder: roomOf(path), imports: importsOf(path) }));

function roomOf(path: string): string {
  const [first = '', second = ''] = path.split('/');
  if (!path.includes('/')) return '';
  return DIVIDED.has(first) && path.split('/').length > 2 ? `${first}/${second}` : first;
}

function importsOf(path: string): string[] {
  const text = readFileSync(join(source, path), 'utf8');
  return [...text.matchAll(/(?:from|(?<!typeof )import\()\s*'([^']+)'/g)].map(([, target = '']) => target);
}

function resolve(from: string, target: string): string {
  return posix.join(posix.dirname(from), target);
}

test('every folder of src has a floor in ARCHITECTURE.md and in this table', () => {
  const page = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8');
  const folders = [...new Set(modules.map((module) => module.folder))];
  assert.deepEqual(
    folders.filter((folder) => FLOORS[folder] === undefined),
    [],
  );
  const unnamed = folders.filter(
    (folder) =>
      folder !== '' && ![folder, folder.split('/').at(-1)].some((name) => page.includes(`\`${name}/\``)),
  );
  assert.deepEqual(unnamed, []);
});

test('a module imports from its own folder and from lower floors only', () => {
  const upward = modules.flatMap(({ path, folder, imports }) =>
    imports
      .filter((target) => target.startsWith('.'))
      .map((target) => resolve(path, target))
      .filter(
        (target) => roomOf(target) !== folder && Number(FLOORS[roomOf(target)]) >= Number(FLOORS[folder]),
      )
      .map((target) => `${path} -> ${target}`),
  );
  assert.deepEqual(upward, []);
});

test('the pure floors import no module of Node and nothing of base/ that touches a file, a process or a network', () => {
  const impure = modules
    .filter(({ folder, path }) => PURE.has(folder) || PURE_BASE.has(path))
    .flatMap(({ path, imports }) =>
      imports
        .filter((target) => {
          if (!target.startsWith('.')) return true;
          const file = resolve(path, target);
          return roomOf(file) === 'base' && !PURE_BASE.has(file);
        })
        .map((target) => `${path} -> ${target}`),
    );
  assert.deepEqual(impure, []);
});

test('what runs imports nothing but Node: there is no runtime dependency', () => {
  const foreign = modules.flatMap(({ path, imports }) =>
    imports
      .filter((target) => !target.startsWith('.') && !target.startsWith('node:'))
      .map((target) => `${path} -> ${target}`),
  );
  const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as Record<string, unknown>;
  assert.deepEqual(
    { foreign, dependencies: manifest.dependencies },
    { foreign: [], dependencies: undefined },
  );
});

test('no import goes round in a circle', () => {
  const byPath = new Map(modules.map((module) => [module.path, module]));
  const done = new Set<string>();
  const visit = (path: string, trail: readonly string[]): void => {
    assert.ok(!trail.includes(path), `circle: ${[...trail, path].join(' -> ')}`);
    if (done.has(path)) return;
    for (const target of byPath.get(path)?.imports ?? []) {
      if (target.startsWith('.') && target.endsWith('.ts')) visit(resolve(path, target), [...trail, path]);
    }
    done.add(path);
  };
  for (const { path } of modules) visit(path, []);
});

/** What may be longer, and why. */
const LONG: Readonly<Record<string, string>> = {
  'test/package.test.ts': 'its tests share one package that is packed and installed, which takes seconds',
};
/** Programs that are looked at, not read: what is recorded, and what belongs to somebody else. */
const PROGRAMS = /node_modules\/|^test\/(?:programs|runners|hosts\/programs|bugs)\//;

test('no file is longer than 250 lines without a reason', () => {
  const long = ['src', 'test', 'bench', 'scripts']
    .flatMap((folder) =>
      readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((path) =>
        posix.join(folder, path.replaceAll('\\', '/')),
      ),
    )
    .filter(
      (path) => /^(?:src|test)\/.*\.ts$|^(?:bench|scripts)\/[^/]+\.js$/.test(path) && !PROGRAMS.test(path),
    )
    .filter((path) => readFileSync(join(root, path), 'utf8').split('\n').length - 1 > 250);
  assert.deepEqual(long.sort(), Object.keys(LONG).sort());
});

test('only redact/ vouches for a text, and there is no default export', () => {
  const vouching = modules
    .filter(({ folder }) => folder !== 'redact')
    .filter(({ path }) => /\bas SafeText\b|\bvouch\(/.test(readFileSync(join(source, path), 'utf8')))
    .map(({ path }) => path);
  const defaults = modules
    .filter(({ path }) => /^export default\b/m.test(readFileSync(join(source, path), 'utf8')))
    .map(({ path }) => path);
  assert.deepEqual({ vouching, defaults }, { vouching: [], defaults: [] });
  assert.equal(relative(root, dirname(source)), '');
});
