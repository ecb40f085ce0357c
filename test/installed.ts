import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { root } from './root.ts';

/** What `npm pack` tells of the package. */
export interface Packed {
  /** Bytes of the tarball. */
  readonly size: number;
  readonly unpackedSize: number;
  readonly files: readonly { readonly path: string }[];
}

/** The package as its users get it: packed, and installed in projects of their own. */
export interface Package {
  readonly packed: Packed;
  /** Where it was packed to. */
  readonly tarball: string;
  /** A new project with the package installed in it; gives its folder. */
  install(name: string, manifest?: object): string;
}

/** The `PATH` under which `node` is the Node that runs the test. */
export const PATH: string = [dirname(process.execPath), process.env.PATH ?? ''].join(delimiter);

/** Packs what is built. The folder, with every project in it, goes when this process ends. */
export function packPackage(): Package {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog package ünï ')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  const told = npm(root, ['pack', '--ignore-scripts', '--json', '--pack-destination', folder]);
  const [packed] = JSON.parse(told) as (Packed & { filename: string })[];
  if (packed === undefined) throw new Error(`npm pack said: ${told}`);

  const tarball = join(folder, packed.filename);

  function install(name: string, manifest: object = {}): string {
    const project = join(folder, name);
    mkdirSync(project, { recursive: true });
    writeFileSync(join(project, 'package.json'), JSON.stringify({ private: true, ...manifest }));
    npm(project, ['install', '--offline', '--no-audit', '--no-fund', tarball]);
    return project;
  }
  return { packed, tarball, install };
}

function npm(cwd: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync('npm', args, {
    cwd,
    env: { ...process.env, PATH },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`npm ${args.join(' ')}: ${stderr}`);
  return stdout;
}
