import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../root.ts';
import { randomOf, seeded } from './generate.ts';
import { LOCK_FILES } from './must-keep/lock-files.ts';
import { MACHINE_OUTPUT } from './must-keep/machine-output.ts';
import { PROGRAM_TEXT } from './must-keep/program-text.ts';

/** A kind of text that holds no secret, line by line. */
export interface KeptText {
  readonly kind: string;
  readonly lines: readonly string[];
}

/** What a generator of lines draws from: the same seed gives the same lines. */
export interface Draw {
  readonly random: () => number;
  readonly of: (alphabet: string, length: number) => string;
  readonly pick: <T>(items: readonly T[]) => T;
  readonly number: (below: number) => number;
  readonly uuid: () => string;
}

/** A kind of line and how one is made. */
export type KeptKind = readonly [kind: string, line: (draw: Draw) => string];

const LINES_A_KIND = 40;

function drawWith(seed: number): Draw {
  const random = seeded(seed);
  const number = (below: number): number => Math.floor(random() * below);
  const of = (alphabet: string, length: number): string => randomOf(alphabet, length, random);
  return {
    random,
    number,
    of,
    pick: (items) => items[number(items.length)] as (typeof items)[number],
    uuid: () => [8, 4, 4, 4, 12].map((length) => of('hex', length)).join('-'),
  };
}

/** Lines that redaction must leave as they are: generated kinds, written files, and this project's own source. */
export function mustKeep(): KeptText[] {
  const generated = [...LOCK_FILES, ...MACHINE_OUTPUT, ...PROGRAM_TEXT].map(([kind, line], index) => {
    const draw = drawWith(index + 1);
    return { kind, lines: Array.from({ length: LINES_A_KIND }, () => line(draw)) };
  });
  const folder = join(root, 'test/redact/must-keep');
  const written = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => ({ kind: name.replace('.txt', ''), lines: linesOf(join(folder, name)) }));
  const source = ['src/base', 'src/value', 'src/event', 'src/store', 'src/cli'].flatMap((path) =>
    readdirSync(join(root, path))
      .filter((name) => name.endsWith('.ts'))
      .flatMap((name) => linesOf(join(root, path, name))),
  );
  return [...generated, ...written, { kind: 'source of this project', lines: source }];
}

function linesOf(path: string): string[] {
  return readFileSync(path, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '');
}
