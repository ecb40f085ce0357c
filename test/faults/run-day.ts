import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readEvents, runProcess } from '../cli/agentlog.ts';
import { root } from '../root.ts';
import { testNode } from '../run-node.ts';
import { DOOR } from './obedient.ts';

const PROGRAM = join(root, 'test/programs/faults/day.mjs');

/**
 * By how much more a number may grow with agentlog than without, from the second fifth of the day to the last. Both are medians, taken after
 * the collector ran. Of 6,000 rounds 3,600 lie between them, each with three throws or more, an event or more, and a share of all the rest.
 */
const BOUNDS = {
  // What the allocator keeps of freed memory: a bare program's median moves by 3 to 6 MB from one run to the next.
  rss: 12_000_000,
  // Code that V8 still compiles and optimizes, and the names of scripts, of which agentlog keeps 50,000; 0.8 MB were seen. An error or
  // the locals of one that are kept by mistake take a kilobyte or more, and so would pass this after a third of the day.
  heapUsed: 2_000_000,
  // Buffers: of streams, of the pool of random bytes.
  external: 1_000_000,
  // What V8 keeps for others than the program: objects that the inspector was shown, 32 bytes each. One kept for each
  // round would be 115,000; a few hundred belong to whatever is under way.
  handles: 12_000,
  // Realms: those of the last rounds may not be collected yet.
  contexts: 4,
  // A session's file may be closed in one sample and open in the next; no more than 16 are held open.
  descriptors: 3,
  threads: 1,
  // Timers, connections and requests that are under way.
  resources: 3,
  listeners: 0,
} as const;

/** In a day of so few rounds the allocator still takes its first memory: 8 MB between the fifths were seen. */
const SHORT_DAY = 2000;
const SHORT_DAY_RSS = 25_000_000;

type Name = keyof typeof BOUNDS;
type Sample = Readonly<Record<Name | 'round', number>>;

/** One number of the program: its medians in the second and in the last fifth of the day, without and with agentlog. */
export interface Row {
  readonly name: Name;
  readonly bare: readonly [second: number, last: number];
  readonly recorded: readonly [second: number, last: number];
  readonly bound: number;
  readonly isFlat: boolean;
}

/** A day, as it was without and with agentlog. */
export interface Day {
  readonly rows: readonly Row[];
  /** Events recorded, by kind. */
  readonly events: Readonly<Record<string, number>>;
  /** What the program said on stderr. */
  readonly stderr: string;
  readonly exitCodes: readonly (number | null)[];
}

/** Lives through a day of so many rounds, once bare and once recorded, at the same time. `cwd` gets a store, and loses it. */
export async function runDay(cwd: string, rounds: number): Promise<Day> {
  const args = ['--expose-gc', PROGRAM, DOOR, String(rounds)];
  const env = { AGENTLOG: 'true', AGENTLOG_DIR: join(cwd, '.agentlog') };
  const [bare, recorded] = await Promise.all([
    runProcess(testNode, args, { cwd }),
    runProcess(testNode, args, { cwd, env }),
  ]);
  const [bareSamples, samples] = [readSamples(bare.stdout), readSamples(recorded.stdout)];
  const events: Record<string, number> = {};
  for (const { event_type } of readEvents(cwd))
    events[String(event_type)] = (events[String(event_type)] ?? 0) + 1;
  rmSync(join(cwd, '.agentlog'), { recursive: true, force: true });
  return {
    rows: (Object.keys(BOUNDS) as Name[]).map((name) => judge(name, bareSamples, samples)),
    events,
    stderr: bare.stderr + recorded.stderr,
    exitCodes: [bare.exitCode, recorded.exitCode],
  };
}

function readSamples(stdout: Buffer): Sample[] {
  return stdout
    .toString()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Sample);
}

function judge(name: Name, bareSamples: readonly Sample[], samples: readonly Sample[]): Row {
  const bare = mediansOf(name, bareSamples);
  const recorded = mediansOf(name, samples);
  const isShort = (samples.at(-1)?.round ?? 0) < SHORT_DAY;
  const bound = name === 'rss' && isShort ? SHORT_DAY_RSS : BOUNDS[name];
  // What grows without agentlog is the program's own.
  const grown = recorded[1] - recorded[0] - Math.max(0, bare[1] - bare[0]);
  return { name, bare, recorded, bound, isFlat: grown <= bound };
}

function mediansOf(name: Name, samples: readonly Sample[]): [second: number, last: number] {
  const fifth = samples.length / 5;
  const of = (from: number): number => {
    const part = samples.slice(from * fifth, (from + 1) * fifth).map((sample) => sample[name]);
    return part.sort((a, b) => a - b)[Math.floor(part.length / 2)] ?? Number.NaN;
  };
  return [of(1), of(4)];
}

/** The rows as a table, numbers of bytes in whole. */
export function renderDay({ rows, events }: Day): string {
  const head = ['', 'bare, 2nd fifth', 'last', 'recorded, 2nd fifth', 'last', 'bound', ''];
  const cells = rows.map(({ name, bare, recorded, bound, isFlat }) => [
    name,
    ...[...bare, ...recorded, bound].map((number) => number.toLocaleString('en')),
    isFlat ? 'flat' : 'GROWS',
  ]);
  const table = [head, ...cells].map((row) =>
    row.map((cell, i) => (i === 0 ? cell.padEnd(12) : cell.padStart(20))).join(''),
  );
  return [...table, `events: ${JSON.stringify(events)}`].join('\n');
}
