import type { Outcome } from './run-command.ts';
import { findTextDifference } from './text-difference.ts';

/**
 * In what a recorded run differs from the bare runs, a line each; empty where in nothing. What two bare runs differ in is
 * told from what they left: numbers and single words, see `findTextDifference`.
 */
export function findDifferences(bare: readonly Outcome[], recorded: Outcome): string[] {
  return [
    ...differ('exit code', bare, recorded, (run) => run.exitCode),
    ...differ('signal', bare, recorded, (run) => run.signal),
    ...differInText('stdout', bare, recorded, (run) => run.stdout),
    ...differInText('stderr', bare, recorded, (run) => run.stderr),
    ...differInText('names of files', bare, recorded, (run) => Object.keys(run.files).join('\n')),
    ...sharedNames(bare, recorded).flatMap((name) =>
      differInText(name, bare, recorded, (run) => run.files[name] ?? ''),
    ),
  ];
}

/** Files whose names differ from run to run are compared by name alone. */
function sharedNames(bare: readonly Outcome[], recorded: Outcome): string[] {
  const runs = [...bare, recorded];
  return Object.keys(recorded.files).filter((name) => runs.every(({ files }) => name in files));
}

function differ(
  what: string,
  bare: readonly Outcome[],
  recorded: Outcome,
  read: (run: Outcome) => string | number | null,
): string[] {
  const [expected, ...others] = [...new Set(bare.map(read))];
  if (others.length > 0) return [`${what}: the bare runs differ: ${[expected, ...others].join(', ')}`];
  const got = read(recorded);
  return got === expected ? [] : [`${what}: ${expected} bare, ${got} recorded`];
}

function differInText(
  what: string,
  bare: readonly Outcome[],
  recorded: Outcome,
  read: (run: Outcome) => string,
): string[] {
  const found = findTextDifference(bare.map(read), read(recorded));
  if (found === undefined) return [];
  const { line, expected, got, why } = found;
  return [`${what}, line ${line}: ${why}\n  bare     ${shown(expected)}\n  recorded ${shown(got)}`];
}

const MAX_SHOWN_CHARS = 300;

function shown(line: string): string {
  return JSON.stringify(line.length > MAX_SHOWN_CHARS ? `${line.slice(0, MAX_SHOWN_CHARS)}…` : line);
}
