import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { test } from 'node:test';
import { makeFolder } from '../cli/agentlog.ts';
import { renderDay, runDay } from './run-day.ts';

/** Too short for slow leaks, which `npm run test:soak` finds; long enough for what is left behind by every event. */
const ROUNDS = 500;
const options = { skip: !existsSync('/proc/self/fd') && 'there is no /proc here' };

test(
  `a server that is recorded for a day of ${ROUNDS} rounds takes no more and more memory, descriptors, listeners and inspector objects`,
  options,
  async (t) => {
    const day = await runDay(makeFolder(t), ROUNDS);
    assert.deepEqual([day.stderr, day.exitCodes], ['', [3, 3]]);
    assert.deepEqual(
      day.rows.filter(({ isFlat }) => !isFlat).map(({ name }) => name),
      [],
      renderDay(day),
    );
    assert.deepEqual(Object.keys(day.events).sort(), ['decision', 'failure', 'llm_call', 'tool_output']);
    t.diagnostic(renderDay(day));
  },
);
