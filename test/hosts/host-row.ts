import assert from 'node:assert/strict';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { root } from '../root.ts';
import { testNodeVersion } from '../run-node.ts';
import { compareCommand, type Subject, type Way } from './compare-command.ts';

/** A command that is run bare and recorded, what it does, and what an agent must find in the log. */
export interface HostRow {
  /** What happens, as a sentence. */
  readonly title: string;
  /** The folder of `test/hosts/programs` that is laid out for each run. */
  readonly program: string;
  readonly words: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Done to the folder before each run. */
  readonly prepare?: (folder: string) => void;
  readonly exitCode: number;
  /** In what it prints: it did its work, and met its errors. */
  readonly says: RegExp;
  /** By the errors' texts. Of the variables those that are named. */
  readonly failures: readonly HostFailure[];
  /** Why recording finds no failure. */
  readonly because?: string;
  /** The line that agentlog owes the user on stderr, where it could not record. */
  readonly tells?: RegExp;
  /** The oldest Node, `[major, minor]`, that can run it. */
  readonly minNode?: readonly [number, number];
  readonly ways?: readonly Way[];
}

/** A failure's event in few words. */
export interface HostFailure {
  /** `type: message`, the message's first line. */
  readonly error: string;
  /** `file function`. */
  readonly at: string;
  readonly locals?: Readonly<Record<string, unknown>>;
  readonly missing?: string;
}

const manifest = join(root, 'test/hosts/package.json');
const { devDependencies } = JSON.parse(readFileSync(manifest, 'utf8')) as {
  devDependencies: Record<string, string>;
};
/** A folder that has the host packages, to be linked as `node_modules`. */
export const modules: string = linkPackages();

/** The program of a host package, as its `bin` names it. */
export function bin(name: string, path: string): string {
  return join(modules, name, path);
}

/** Runs the row as a test: the same in all that a user can see, and the log as expected. */
export function testHost(row: HostRow): void {
  const [major, minor] = testNodeVersion;
  const [needsMajor, needsMinor] = row.minNode ?? [0, 0];
  const isTooOld = major < needsMajor || (major === needsMajor && minor < needsMinor);
  test(row.title, { skip: isTooOld && `it needs Node ${needsMajor}.${needsMinor}` }, async (t) => {
    const { bare, ways } = await compareCommand(subjectOf(row));
    assert.ok(row.failures.length > 0 || row.because !== undefined, 'a row without a failure says why');
    assert.equal(bare.exitCode, row.exitCode, `${bare.stdout}\n${bare.stderr}`);
    assert.match(Buffer.from(bare.stdout + bare.stderr, 'latin1').toString(), row.says);
    for (const { way, differences, events, timeRatio } of ways) {
      t.diagnostic(`${way}: ${timeRatio.toFixed(2)} times as long`);
      assert.deepEqual(differences, [], `recorded by ${way}:\n${differences.join('\n')}`);
      assert.deepEqual(seenOf(events, row), expectedOf(row), `the log by ${way}`);
    }
  });
}

/** The row's command, as it is compared. */
export function subjectOf(row: HostRow): Subject {
  return {
    words: row.words,
    layOut: (folder) => layOut(folder, row),
    ...(row.env && { env: row.env }),
    ...(row.ways && { ways: row.ways }),
    ...(row.tells && { tells: row.tells }),
  };
}

function layOut(folder: string, { program, prepare }: HostRow): void {
  const link = join(dirname(folder), 'node_modules');
  if (!existsSync(link)) symlinkSync(modules, link);
  cpSync(join(root, 'test/hosts/programs', program), folder, { recursive: true });
  prepare?.(folder);
}

/** A `node_modules` with the host packages alone, each by a link to where it is installed. */
function linkPackages(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'agentlog-hosts-')));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  for (const name of Object.keys(devDependencies)) {
    const own = join(dirname(manifest), 'node_modules', name);
    const target = existsSync(own) ? own : join(root, 'node_modules', name);
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    symlinkSync(realpathSync(target), join(folder, name));
  }
  return folder;
}

interface FailureLine {
  readonly error: { readonly type: string; readonly msg: string };
  readonly location: { readonly file: string; readonly function: string };
  readonly locals: Readonly<Record<string, { readonly t: string; readonly v?: unknown }>>;
  readonly locals_missing?: string;
}

/** The failures of a log in few words, of their variables those that the row names. */
export function seenOf(events: readonly Record<string, unknown>[], row: HostRow): HostFailure[] {
  const failures = events.filter(({ event_type }) => event_type === 'failure') as unknown as FailureLine[];
  const seen = failures.map(({ error, location, locals, locals_missing }): HostFailure => {
    const text = `${error.type}: ${error.msg.split('\n')[0]}`;
    const names = Object.keys(row.failures.find((failure) => failure.error === text)?.locals ?? locals);
    return {
      error: text,
      at: `${location.file.replace(/^work\//, '')} ${location.function}`,
      locals: Object.fromEntries(names.map((name) => [name, locals[name]?.v ?? locals[name]?.t])),
      ...(locals_missing !== undefined && { missing: locals_missing }),
    };
  });
  return sorted(seen);
}

function expectedOf({ failures }: HostRow): HostFailure[] {
  return sorted(failures.map((failure) => ({ locals: {}, ...failure })));
}

function sorted(failures: readonly HostFailure[]): HostFailure[] {
  return failures.toSorted((a, b) => (a.error < b.error ? -1 : 1));
}
