import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';
import { root } from '../../root.ts';

const { resolve } = createRequire(import.meta.url);
const tsx = dirname(resolve('tsx/package.json'));
const typescript = dirname(resolve('typescript/package.json'));

/**
 * Copies the programs into a new folder that looks like a small project: `agentlog`, `tsx` and a package of its own under
 * `node_modules`, and its TypeScript compiled in the ways that projects do it.
 */
export function layOutPrograms(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog-kinds-')));
  cpSync(join(root, 'test/programs/failure'), folder, { recursive: true });
  const modules = join(folder, 'node_modules');
  mkdirSync(modules);
  cpSync(join(folder, 'packages'), modules, { recursive: true });
  symlinkSync(root, join(modules, 'agentlog'));
  symlinkSync(tsx, join(modules, 'tsx'));
  compile(folder);
  return folder;
}

function compile(folder: string): void {
  const tsc = join(typescript, 'bin', 'tsc');
  const options =
    '--target es2022 --module esnext --moduleResolution bundler --sourceMap --outDir tsc --types node';
  const sources = ['order.ts', 'order-async.ts'];
  execFileSync(process.execPath, [tsc, ...options.split(' '), '--typeRoots', typeRoots, ...sources], {
    cwd: folder,
  });
  const common = { absWorkingDir: folder, platform: 'node', target: 'node20', logLevel: 'warning' } as const;
  buildSync({
    ...common,
    entryPoints: sources,
    outdir: 'inline',
    format: 'esm',
    sourcemap: 'inline',
    outExtension: { '.js': '.mjs' },
  });
  buildSync({
    ...common,
    entryPoints: ['order.ts'],
    outdir: 'bundle',
    outExtension: { '.js': '.cjs' },
    format: 'cjs',
    bundle: true,
    minifyWhitespace: true,
    minifySyntax: true,
    sourcemap: true,
  });
}

const typeRoots = dirname(dirname(resolve('@types/node/package.json')));
