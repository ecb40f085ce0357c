import {
  copyFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, extname, join } from 'node:path';
import { root } from '../../root.ts';

/** What a project of a test runner is made of. */
export interface Project {
  /** The folders in `test/runners` whose packages it has; of two versions of one the first stands. */
  readonly packages: readonly string[];
  /** Which files it has, below `test/runners`; each lies in the project under its own name. */
  readonly files: readonly string[];
  /** Files that lie elsewhere in the project: their place, and where they come from. */
  readonly placed?: Readonly<Record<string, string>>;
  /** @defaultValue 'js'; with 'ts' what is JavaScript of ours is given to the runner as TypeScript */
  readonly language?: 'js' | 'ts';
  /** A package that is installed, whose own files the project has. */
  readonly copyOf?: string;
  /** What its package.json says besides. */
  readonly manifest?: object;
}

const runners = join(root, 'test/runners');
/** Settings of a runner stay JavaScript. */
const CONFIG = /config/;

/** Lays a project out in a new folder, its packages linked as an install would lay them, and gives the folder. */
export function layOut(project: Project): string {
  const { packages, files, placed = {}, language = 'js', manifest = {}, copyOf } = project;
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog runner ')));
  if (copyOf !== undefined) cpSync(join(root, 'node_modules', copyOf), folder, { recursive: true });
  else writeFileSync(join(folder, 'package.json'), JSON.stringify({ private: true, ...manifest }));
  const sources = files.map((file) => [nameOf(file, language), file] as const);
  for (const [name, file] of [...sources, ...Object.entries(placed)]) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    copyFileSync(join(runners, file), join(folder, name));
  }
  for (const runner of packages) for (const name of dependenciesOf(runner)) link(name, runner, folder);
  link('tsx', '.', folder);
  return folder;
}

/** Where each `// @mark` of the project's sources stands. */
export function readMarks(folder: string): Map<string, string> {
  const marks = new Map<string, string>();
  for (const file of readdirSync(folder, { withFileTypes: true })) {
    if (!file.isFile()) continue;
    const lines = readFileSync(join(folder, file.name), 'utf8').split('\n');
    for (const [at, line] of lines.entries()) {
      const mark = / \/\/ @(\w+)$/.exec(line)?.[1];
      if (mark !== undefined) marks.set(`${file.name}:${at + 1}`, mark);
    }
  }
  return marks;
}

function nameOf(file: string, language: 'js' | 'ts'): string {
  const name = basename(file);
  const isOurs = extname(name) === '.js' && !CONFIG.test(name);
  return language === 'ts' && isOurs ? name.replace(/\.js$/, '.ts') : name;
}

function dependenciesOf(runner: string): string[] {
  const manifest = join(runners, runner, 'package.json');
  if (!existsSync(manifest)) return [];
  return Object.keys(JSON.parse(readFileSync(manifest, 'utf8')).devDependencies);
}

function link(name: string, runner: string, folder: string): void {
  const path = join(folder, 'node_modules', name);
  if (existsSync(path)) return;
  const homes = [join(runners, runner, 'node_modules'), join(root, 'node_modules')];
  const home = homes.find((place) => existsSync(join(place, name)));
  if (home === undefined) throw new Error(`${name} of ${runner} is not installed`);
  mkdirSync(dirname(path), { recursive: true });
  symlinkSync(realpathSync(join(home, name)), path);
}
