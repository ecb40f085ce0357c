import type { LoggedCall } from './run-client.ts';

/** What `callDifferences` gives for two equal lists. */
export const SAME = { missing: [], unexpected: [] } as const;

/** What two lists of calls do not have in common, a line a call: seen at a glance where a whole list is not. */
export function callDifferences(logged: readonly LoggedCall[], expected: readonly LoggedCall[]): object {
  const [have, want] = [logged.map(lineOf), expected.map(lineOf)];
  const missing = want.filter((line) => !take(have, line));
  return { missing, unexpected: have };
}

function take(lines: string[], line: string): boolean {
  const at = lines.indexOf(line);
  if (at !== -1) lines.splice(at, 1);
  return at !== -1;
}

function lineOf({ prompt, ...rest }: LoggedCall): string {
  const entries = Object.entries(rest).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify({ prompt, ...Object.fromEntries(entries) });
}
