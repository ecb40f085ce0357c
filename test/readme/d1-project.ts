import type { TestContext } from 'node:test';
import { type D1World, startD1 } from '../d1/start-d1.ts';
import { makeProject, sh } from './project.ts';

/** A project beside a real D1 database. */
export interface D1Project {
  readonly world: D1World;
  readonly cwd: string;
  /** Runs lines of shell that know the database and gives what they printed. Rejects where the last command fails, or agentlog complains. */
  run(lines: string, more?: Readonly<Record<string, string>>): Promise<string>;
}

/** Starts one with the tables made, its first session in the database: a crash of `app.js`. The database ends with the test. */
export async function makeD1Project(t: TestContext): Promise<D1Project> {
  const project = await makeEmptyD1Project(t);
  const session = { AGENTLOG_SESSION: CRASHED };
  await project.run('npx agentlog run -- node app.js 2> errors.txt; npx agentlog push --init', session);
  return project;
}

/** The session of the crash. */
export const CRASHED = 'sess_k3v7q2mzd5xw4h6n';

/** The same with an empty database and nothing recorded. */
export async function makeEmptyD1Project(t: TestContext): Promise<D1Project> {
  const world = await startD1();
  t.after(() => world.close());
  const cwd = makeProject();
  return {
    world,
    cwd,
    async run(lines, more) {
      const { exitCode, stdout, stderr } = await sh(lines, cwd, { ...world.env, ...more });
      // npm has warnings of its own, and a push that takes longer than a second says how far it is.
      if (exitCode !== 0 || /^agentlog: (?!waiting for the database$|[\d,]+ events pushed, )/m.test(stderr))
        throw new Error(`exit code ${exitCode}: ${stderr}`);
      return stdout.toString();
    },
  };
}

/** Lines of a page with what stands for a value (`NAME=…`) filled in. */
export function fillIn(lines: string, values: Readonly<Record<string, string>>): string {
  return lines.replaceAll(/(\w+)=…/g, (_, name: string) => `${name}='${values[name] ?? ''}'`);
}
