// Builds the package: `build/` holds one file a module (for the tests), `dist/` one file a door.
//
// A door is bundled because a recorded process loads it before the program's own first line: two dozen ES modules
// cost it about 12 ms, one file 1 ms (docs/benchmarks.md), and one file read at the start is out of reach
// of the program's own loader hooks and file-system mocks. Nothing is minified: agents read stack traces.
import { execFileSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const tsc = join(dirname(createRequire(import.meta.url).resolve('typescript/package.json')), 'bin', 'tsc');

rmSync(join(root, 'build'), { recursive: true, force: true });
execFileSync(process.execPath, [tsc, '-p', 'tsconfig.json'], { cwd: root, stdio: 'inherit' });

/** The bin looks at Node's version before it loads the rest, so the rest stays a file of its own. */
const mainApart = {
  name: 'main-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/cli\/main\.ts$/ }, () => ({ path: './cli-main.js', external: true })),
};

/** The command line takes contexts from the library's door: the table of tokens is in the package once. */
const contextApart = {
  name: 'context-apart',
  setup: ({ onResolve }) =>
    onResolve({ filter: /\/context-text\.ts$/ }, () => ({ path: './context.cjs', external: true })),
};

/**
 * What a command loads late imports the whole command line, which is there already. Else esbuild would cut that into a file
 * for each set of late parts that share something, and every command would load two dozen files at its start.
 */
const mainWhole = {
  name: 'main-whole',
  setup({ onResolve, onLoad }) {
    const main = `import ${JSON.stringify(join(root, 'src/cli/main.ts'))};`;
    onResolve({ filter: /\.ts$/ }, ({ kind, path, resolveDir }) =>
      kind === 'dynamic-import' ? { path: join(resolveDir, path), pluginData: 'late' } : undefined,
    );
    onLoad({ filter: /\.ts$/ }, ({ path, pluginData }) =>
      pluginData === 'late'
        ? { contents: `${main}\n${readFileSync(path, 'utf8')}`, loader: 'ts' }
        : undefined,
    );
  },
};

const common = {
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  logLevel: 'warning',
  charset: 'utf8',
  legalComments: 'none',
};
rmSync(join(root, 'dist'), { recursive: true, force: true });
await Promise.all([
  build({
    ...common,
    entryPoints: ['src/index.ts', 'src/register.ts'],
    outdir: 'dist',
    format: 'esm',
    target: 'node20',
  }),
  // The command line and the door of Workers share most of what they are; what few commands need is loaded by those.
  build({
    ...common,
    entryPoints: { 'cli-main': 'src/cli/main.ts', d1: 'src/d1.ts' },
    outdir: 'dist',
    splitting: true,
    // Beside the doors, from where the command line finds the package's other files.
    chunkNames: 'part-[name]-[hash]',
    format: 'esm',
    target: 'es2022',
    plugins: [contextApart, mainWhole],
  }),
  // Node 12 is the first that reads ES modules: it gets far enough to be told that it is too old.
  build({
    ...common,
    entryPoints: ['src/cli.ts'],
    outdir: 'dist',
    format: 'esm',
    target: 'node12.20',
    plugins: [mainApart],
  }),
  build({
    ...common,
    entryPoints: { recorder: 'src/recorder.ts', context: 'src/context.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    target: 'node20',
  }),
  buildParts(),
  // What a Worker imports, once more for no platform: where it needs a module of Node's, the build fails.
  build({
    ...common,
    entryPoints: ['src/d1.ts'],
    format: 'esm',
    target: 'es2022',
    platform: 'neutral',
    write: false,
  }),
  // The preload is read by any Node that a program below `agentlog run` starts, however old.
  build({
    ...common,
    entryPoints: { preload: 'src/preload.ts' },
    outdir: 'dist',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    target: 'node10',
  }),
]);
chmodSync(join(root, 'dist/cli.js'), 0o755);

/** What is loaded at the first throw and what at the first event, with what they share in a file of its own: esbuild splits ES modules only. */
async function buildParts() {
  const { outputFiles } = await build({
    ...common,
    entryPoints: ['src/failures.ts', 'src/recording.ts'],
    outdir: 'dist',
    splitting: true,
    chunkNames: 'shared',
    format: 'esm',
    target: 'node20',
    write: false,
  });
  if (outputFiles.length !== 3) throw new Error(`${outputFiles.length} parts, and the recorder reads 3`);
  for (const { path, text } of outputFiles) writeFileSync(path.replace(/js$/, 'cjs'), toCommonJs(text));
}

/** The same module as a CommonJS one. Nothing is imported in a circle and nothing exported changes: names are taken once. */
function toCommonJs(text) {
  const imported = (list) => list.replace(/(\w+) as (\w+)/g, '$1: $2');
  const exported = (list) => list.replace(/(\w+) as (\w+)/g, '$2: $1');
  const turned = text
    .replace(
      /^import \{([^}]*)\} from "([^"]+)";$/gm,
      (_, list, from) => `const {${imported(list)}} = require("${from}");`,
    )
    .replace(/^import (\w+) from "([^"]+)";$/gm, 'const $1 = require("$2");')
    .replace(/^export \{([^}]*)\};$/gm, (_, list) => `module.exports = {${exported(list)}};`)
    .replace(/require\("\.\/shared\.js"\)/g, 'require("./shared.cjs")');
  if (/^(?:import|export)\b/m.test(turned)) throw new Error('a module in a form that is not known');
  return `"use strict";\n${turned}`;
}

const copied = new Set();
for (const door of ['index', 'register', 'd1']) copyTypes(`${door}.d.ts`, copied);

/** Copies a door's types and the types that they import; compilers look for the types of `.js` files. */
function copyTypes(file, copied) {
  if (copied.has(file)) return;
  copied.add(file);
  const text = readFileSync(join(root, 'build/src', file), 'utf8');
  mkdirSync(dirname(join(root, 'dist', file)), { recursive: true });
  writeFileSync(join(root, 'dist', file), text.replace(/(from '[^']+)\.ts'/g, "$1.js'"));
  for (const [, path] of text.matchAll(/from '(\.[^']+)\.ts'/g))
    copyTypes(join(dirname(file), `${path}.d.ts`), copied);
}
