import { basename } from 'node:path';

/** Commands that run JavaScript and are not Node, by the names that they are called by. */
const RUNTIMES: ReadonlyMap<string, string> = new Map([
  ['bun', 'Bun'],
  ['bunx', 'Bun'],
  ['deno', 'Deno'],
]);

/** The line that says why a command that failed left no failure, where it is a runtime that capture does not know; else none. */
export function notNodeLine(file: string): string[] {
  const name = RUNTIMES.get(basename(file, '.exe'));
  if (name === undefined) return [];
  return [
    `agentlog: no failure is recorded: ${name} is not Node; import 'agentlog/register' records it, without variables`,
  ];
}
