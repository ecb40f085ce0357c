import { type Clock, systemClock } from '../../src/base/clock.ts';
import { ownWord, type SafeText } from '../../src/redact/safe-text.ts';
import { createJournal } from '../../src/session/journal.ts';
import type { Journal, Payloads } from '../../src/session/types.ts';

/** A journal of a program `main.js` in this folder, under this environment alone. */
export function makeJournal(
  cwd: string,
  env: Record<string, string> = {},
  clock: Clock = systemClock,
): Journal {
  return createJournal({ env, cwd, argv: ['/usr/bin/node', `${cwd}/main.js`], clock });
}

/** A tool's output with this text, as the simplest of events. */
export function makeOutput(stdout = 'ok'): Payloads['tool_output'] {
  const tool = ownWord('tool');
  return {
    tool,
    stdout: stdout as SafeText,
    stderr: ownWord(''),
    exit_code: 0,
    duration_ms: 1,
  };
}
