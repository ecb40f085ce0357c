import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { readEvents, runProcess } from './cli/agentlog.ts';
import { PATH, packPackage } from './installed.ts';
import { root } from './root.ts';

/**
 * What the tarball and the installed package may weigh, in bytes. Nothing is minified, and the recorder, the command
 * line and the door for Workers each carry their copy of what they share; a third is left for what is to come. More means that something
 * got in that users do not need: a dependency, tests, source maps.
 */
const MAX_PACKED_BYTES = 400_000;
const MAX_UNPACKED_BYTES = 1_450_000;

const FILES: readonly string[] = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'dist/capture/llm/call.d.ts',
  'dist/capture/output/types.d.ts',
  'dist/cli-main.js',
  'dist/cli.js',
  'dist/context.cjs',
  'dist/d1.d.ts',
  'dist/d1.js',
  'dist/event/types.d.ts',
  'dist/failures.cjs',
  'dist/index.d.ts',
  'dist/index.js',
  'dist/part-*.js',
  'dist/preload.cjs',
  'dist/reading.d.ts',
  'dist/recorder.cjs',
  'dist/recording.cjs',
  'dist/redact/safe-text.d.ts',
  'dist/register.d.ts',
  'dist/register.js',
  'dist/report/context/context-options.d.ts',
  'dist/session/read-events-options.d.ts',
  'dist/shared.cjs',
  'dist/store/d1/binding.d.ts',
  'dist/store/d1/connection.d.ts',
  'dist/store/token-summary.d.ts',
  'dist/store/types.d.ts',
  'dist/switch.d.ts',
  'dist/value/descriptor.d.ts',
  'dist/worker/async-context.d.ts',
  'dist/worker/types.d.ts',
  'package.json',
];

const { packed, install } = packPackage();
const project = install('pröject with späces');
const tools = join(root, 'node_modules', '.bin');
const tsc = join(tools, 'tsc');

test('the package holds what its users need, and nothing else', () => {
  const paths = packed.files.map(({ path }) => path.replace(/^dist\/part-[\w-]+\.js$/, 'dist/part-*.js'));
  assert.deepEqual([...new Set(paths)].sort(), FILES);
});

test('the package is small', () => {
  const { size, unpackedSize } = packed;
  assert.ok(size <= MAX_PACKED_BYTES, `${size} bytes packed`);
  assert.ok(unpackedSize <= MAX_UNPACKED_BYTES, `${unpackedSize} bytes unpacked`);
});

test('the package brings no dependency along and runs no script when it is installed', () => {
  const modules = readdirSync(join(project, 'node_modules')).filter((name) => !name.startsWith('.'));
  const manifest = JSON.parse(readFileSync(join(project, 'node_modules/agentlog/package.json'), 'utf8'));
  const scripts = ['preinstall', 'install', 'postinstall', 'prepare'].filter(
    (name) => name in manifest.scripts,
  );
  assert.deepEqual({ modules, scripts }, { modules: ['agentlog'], scripts: [] });
});

/** Line 3 fails; the caught error is handed over, or nobody catches it. */
const FAIL = `function total(item) {
  const label = item.sku.toUpperCase();
  return label + item.price.amount;
}
`;
const FAIL_TYPED = FAIL.replace('(item)', '(item: { sku: string; price?: any }): string');
const CATCH = `try { total({ sku: 'tea' }); } catch (error) { console.log(logFailure(error).slice(0, 5)); }\n`;
const CRASH = `total({ sku: 'tea' });\n`;

/** A compiled program differs in nothing but its name: tsc keeps the lines. */
const SOURCES: Readonly<Record<string, string>> = {
  'esm.mjs': `${FAIL}import { logFailure } from 'agentlog';\n${CATCH}`,
  'cjs.cjs': `${FAIL}const { logFailure } = require('agentlog');\n${CATCH}`,
  'dynamic.cjs': `${FAIL}import('agentlog').then(({ logFailure }) => { ${CATCH} });`,
  'typed.mts': `${FAIL_TYPED}import { logFailure } from 'agentlog';\n${CATCH}`,
  'esm/package.json': '{"type":"module"}',
  'esm/typed.ts': `${FAIL_TYPED}import { logFailure } from 'agentlog';\n${CATCH}`,
  'typed.ts': `${FAIL_TYPED}import { logFailure } from 'agentlog';\n${CATCH}`,
  'typed.cts': `${FAIL_TYPED}const { logFailure } = require('agentlog') as typeof import('agentlog');\n${CATCH}`,
  'esm-register.mjs': `${FAIL}import 'agentlog/register';\n${CRASH}`,
  'cjs-register.cjs': `${FAIL}require('agentlog/register');\n${CRASH}`,
  'crash.mjs': FAIL + CRASH,
  'crash.cjs': FAIL + CRASH,
  'types.mts': `import { debugContext, describe, type Descriptor, endSession, type FailureEvent, folderStore, getSessionId, isEnabled, logFailure, readEvents, redact, runSession, startSession, type StoreReader, tokenSummary, type TokenSummary } from 'agentlog';
import 'agentlog/register';
import { AsyncLocalStorage } from 'node:async_hooks';
import { type D1Binding, type D1Store, d1Store, type Event } from 'agentlog/d1';
declare const binding: D1Binding;
const log: D1Store = d1Store(binding, { asyncLocalStorage: new AsyncLocalStorage() });
const ran: Promise<string> = log.runSession('claude', 'task', async (session) => log.logFailure('no', session));
const first: Event | undefined = (await log.readEvents({ last: 1 }).next()).value ?? undefined;
// @ts-expect-error It takes a binding.
d1Store();
const id: string = logFailure(new Error('no')) + logFailure('no') + startSession('claude', 'task') + redact('text');
const session: string | undefined = getSessionId();
const answer: number = runSession('claude', 'task', () => 42);
const promised: Promise<number> = runSession('claude', 'task', async () => 42);
const described: Descriptor = describe({ a: 1 });
const nothing: void = endSession();
const on: boolean = isEnabled();
const store: StoreReader = folderStore('.agentlog');
const context: string = debugContext({ maxTokens: 100 }) + debugContext();
const contextOf: Promise<string> = debugContext({ store, maxTokens: 100 });
const summary: TokenSummary = tokenSummary('sess_one1') ?? tokenSummary();
const summaryOf: Promise<TokenSummary> = tokenSummary({ store, sessionId: 'sess_one1' });
const failures: Iterable<FailureEvent> = readEvents({ type: 'failure', last: 3 });
const failuresOf: AsyncIterable<FailureEvent> = readEvents({ store, type: 'failure', last: 3 });
export { answer, context, contextOf, described, failures, failuresOf, first, id, nothing, on, promised, ran, session, summary, summaryOf };
// @ts-expect-error Of a store it is a promise.
const now: string = debugContext({ store });
// @ts-expect-error Of a store they are read with for await.
for (const event of readEvents({ store })) void event;
// @ts-expect-error An error is needed.
logFailure();
// @ts-expect-error A task is needed.
startSession('claude');
// @ts-expect-error The name is a string.
startSession(1, 'task');
// @ts-expect-error What comes back is not always a string.
const always: string = getSessionId();
// @ts-expect-error There is no such door.
import 'agentlog/recorder';
// @ts-expect-error There is no such function.
import { nowhere } from 'agentlog';
`,
  'types.cts': `import agentlog = require('agentlog');
const id: string = agentlog.logFailure(new Error('no'));
// @ts-expect-error An error is needed.
agentlog.logFailure();
export = id;
`,
};
for (const [name, text] of Object.entries(SOURCES)) {
  mkdirSync(dirname(join(project, name)), { recursive: true });
  writeFileSync(join(project, name), text);
}

const strict = ['--strict', '--target', 'es2023', '--lib', 'es2023', '--ignoreConfig'];
const RESOLUTIONS: Readonly<Record<string, readonly string[]>> = {
  nodenext: ['--module', 'nodenext', '--moduleResolution', 'nodenext', 'types.mts', 'types.cts'],
  bundler: ['--module', 'esnext', '--moduleResolution', 'bundler', 'types.mts'],
};
for (const [resolution, args] of Object.entries(RESOLUTIONS)) {
  test(`tsc finds the types under moduleResolution ${resolution}, takes right calls and refuses wrong ones`, async () => {
    const types = ['--types', 'node', '--typeRoots', join(root, 'node_modules/@types')];
    const result = await runProcess(tsc, [...strict, '--noEmit', ...types, ...args], { cwd: project });
    assert.deepEqual([result.stdout.toString(), result.exitCode], ['', 0]);
  });
}

interface Door {
  readonly title: string;
  readonly command: readonly [string, ...string[]];
  /** The file that fails. */
  readonly file: string;
  /** The program hands the error over and ends well; else it crashes. */
  readonly caught: boolean;
  readonly skip?: boolean;
}

const node = process.execPath;
const stripsTypes = 'typescript' in process.features && process.features.typescript !== false;
const bin = join('node_modules', '.bin', 'agentlog');
const DOORS: readonly Door[] = [
  { title: 'import', command: [node, 'esm.mjs'], file: 'esm.mjs', caught: true },
  { title: 'require', command: [node, 'cjs.cjs'], file: 'cjs.cjs', caught: true },
  { title: 'import() in CommonJS', command: [node, 'dynamic.cjs'], file: 'dynamic.cjs', caught: true },
  {
    title: 'import in TypeScript under tsx',
    command: [join(tools, 'tsx'), 'esm/typed.ts'],
    file: 'esm/typed.ts',
    caught: true,
  },
  {
    title: 'import in a .ts file without a type under tsx',
    command: [join(tools, 'tsx'), 'typed.ts'],
    file: 'typed.ts',
    caught: true,
  },
  {
    title: 'import in TypeScript whose types Node strips',
    command: [node, 'typed.mts'],
    file: 'typed.mts',
    caught: true,
    skip: !stripsTypes,
  },
  {
    title: 'require in TypeScript whose types Node strips',
    command: [node, 'typed.cts'],
    file: 'typed.cts',
    caught: true,
    skip: !stripsTypes,
  },
  {
    title: "import 'agentlog/register'",
    command: [node, 'esm-register.mjs'],
    file: 'esm-register.mjs',
    caught: false,
  },
  {
    title: "require('agentlog/register')",
    command: [node, 'cjs-register.cjs'],
    file: 'cjs-register.cjs',
    caught: false,
  },
  {
    title: 'node --import agentlog/register',
    command: [node, '--import', 'agentlog/register', 'crash.mjs'],
    file: 'crash.mjs',
    caught: false,
  },
  {
    title: 'node --require agentlog/register',
    command: [node, '--require', 'agentlog/register', 'crash.cjs'],
    file: 'crash.cjs',
    caught: false,
  },
  {
    title: 'node_modules/.bin/agentlog run',
    command: [bin, 'run', '--', 'node', 'crash.mjs'],
    file: 'crash.mjs',
    caught: false,
  },
  {
    title: 'npx agentlog run',
    command: ['npx', '--no-install', 'agentlog', 'run', '--', 'node', 'crash.cjs'],
    file: 'crash.cjs',
    caught: false,
  },
  {
    title: 'agentlog run below which the program imports its own agentlog',
    command: [bin, 'run', '--', 'node', 'esm.mjs'],
    file: 'esm.mjs',
    caught: true,
  },
];

for (const { title, command, file, caught, skip } of DOORS) {
  test(`${title} records a failure with its variables`, { skip: skip === true }, async () => {
    const [first, ...args] = command;
    const result = await runProcess(first, args, { cwd: project, env: { PATH, AGENTLOG: 'true' } });
    assert.deepEqual(
      { ...outcomeOf(result), failures: takeFailures() },
      {
        exitCode: caught ? 0 : 1,
        stdout: caught ? 'fail_\n' : '',
        failures: [
          {
            type: 'TypeError',
            location: { file, line: 3, function: 'total' },
            locals: { label: { t: 'str', v: 'TEA' }, item: { t: 'Object', v: { sku: 'tea' } } },
          },
        ],
      },
    );
  });
}

test('TypeScript that tsc compiled, with a source map, records a failure in the TypeScript file', async () => {
  const emit = [
    '--outDir',
    'out',
    '--sourceMap',
    '--types',
    'node',
    '--typeRoots',
    join(root, 'node_modules/@types'),
  ];
  const modules = ['--module', 'nodenext', '--moduleResolution', 'nodenext'];
  const built = await runProcess(tsc, [...strict, ...modules, ...emit, 'typed.mts', 'typed.cts'], {
    cwd: project,
  });
  assert.deepEqual([built.stdout.toString(), built.exitCode], ['', 0]);
  for (const name of ['typed.mjs', 'typed.cjs']) {
    const result = await runProcess(node, [join('out', name)], { cwd: project, env: { AGENTLOG: 'true' } });
    assert.deepEqual(outcomeOf(result), { exitCode: 0, stdout: 'fail_\n' });
    assert.deepEqual(
      takeFailures().map(({ location }) => location),
      [{ file: name.replace('js', 'ts'), line: 3, function: 'total' }],
    );
  }
});

test('without AGENTLOG the doors record nothing', async () => {
  for (const name of ['esm.mjs', 'cjs.cjs', 'esm-register.mjs', 'cjs-register.cjs']) {
    await runProcess(node, [name], { cwd: project });
    assert.ok(!existsSync(join(project, '.agentlog')), name);
  }
});

function outcomeOf(result: { exitCode: number | null; stdout: Buffer }): {
  exitCode: number | null;
  stdout: string;
} {
  return { exitCode: result.exitCode, stdout: result.stdout.toString() };
}

/** The failures that were recorded, in short; the store is gone afterwards. */
function takeFailures(): { type: unknown; location: unknown; locals: unknown }[] {
  if (!existsSync(join(project, '.agentlog'))) return [];
  const events = readEvents(project).filter((event) => event.event_type === 'failure');
  rmSync(join(project, '.agentlog'), { recursive: true });
  return events.map(({ error, location, locals }) => ({
    type: (error as { type: unknown }).type,
    location,
    locals,
  }));
}
