// A program with a journal. Its arguments are what it does, one after the other: `start NAME TASK`, `end`, `id`,
// `write TEXT`, `fill COUNT`, `wait MS`, `thread`. Prints what the calls give, one a line. Closes the journal at its exit.

import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';
import { createJournal } from '../../src/session/journal.ts';
import { makeOutput } from './make-journal.ts';

const steps: string[] = isMainThread ? process.argv.slice(2) : workerData;
const { env, argv } = process;
const journal = createJournal({ env, cwd: process.cwd(), argv: argv.slice(0, 2) });
process.on('exit', () => journal.close());

for (let step = steps.shift(); step !== undefined; step = steps.shift()) {
  if (step === 'start') console.log(journal.startSession(steps.shift() ?? '', steps.shift() ?? ''));
  if (step === 'end') journal.endSession();
  if (step === 'id') console.log(journal.sessionId());
  if (step === 'write') journal.write('tool_output', makeOutput(steps.shift()));
  if (step === 'wait') await new Promise((resolve) => setTimeout(resolve, Number(steps.shift())));
  if (step === 'fill') {
    for (let left = Number(steps.shift()); left > 0; left -= 1)
      journal.write('tool_output', makeOutput('x'.repeat(500)));
  }
  if (step === 'thread') {
    await once(new Worker(fileURLToPath(import.meta.url), { workerData: ['write', steps.shift()] }), 'exit');
  }
}
