import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Options, type Result, readEvents, runProcess } from '../cli/agentlog.ts';
import { PATH, packPackage } from '../installed.ts';

const packed = packPackage();
let projects = 0;

/** The package as it is packed. */
export const tarball: string = packed.tarball;

/** A new project that crashes in whatever way it is run, with the package installed as the README says. */
export function makeProject(scripts: Record<string, string> = { test: 'node app.js' }): string {
  projects += 1;
  const project = packed.install(`project ${projects}`, { type: 'module', scripts });
  mkdirSync(join(project, '.agentlog'), { mode: 0o700 });
  mkdirSync(join(project, 'sub'));
  const crash = 'function read(order) {\n  return order.item.price;\n}\nread({ id: 7 });\n';
  writeFileSync(join(project, 'app.js'), crash);
  writeFileSync(join(project, 'main.js'), crash);
  return project;
}

/** What the crash of `app.js` looks like to whoever asks for it. */
export const CRASH: RegExp =
  /TypeError: Cannot read properties of undefined \(reading 'price'\)\n {2}at app\.js:2 read\n {2}order = \{id: 7\}\n/;

/** Runs lines of shell as they stand on the page, each in a shell of the same session. */
export function sh(lines: string, cwd: string, more: Options['env'] = {}): Promise<Result> {
  return runProcess('sh', ['-c', lines], { cwd, env: { PATH, ...more } });
}

/** The failures in the store of a project. */
export function failuresIn(project: string): Record<string, unknown>[] {
  return readEvents(project).filter(({ event_type }) => event_type === 'failure');
}
