// Writes events of all kinds as fast as it can until it is killed, and prints the id of each once its call has returned, with the tokens
// that it counts. The turns of its diffs are numbered by the argument behind the door.
import { writeSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const agentlog = await import(pathToFileURL(process.argv[2]).href);
const number = Number(process.argv[3]);

function fail(turn) {
  const items = [turn, 'x'.repeat(turn % 300), { deep: [turn] }];
  throw new RangeError(`turn ${turn} of ${items.length}`);
}

function caught(turn) {
  try {
    return fail(turn);
  } catch (error) {
    return error;
  }
}

const text = (turn) => `€${turn} `.repeat((turn * 7919) % 2500);
const KINDS = [
  (turn) => agentlog.logDecision('which turn?', turn, text(turn), { turn }),
  (turn) => agentlog.logFailure(caught(turn)),
  (turn) => agentlog.logToolOutput({ tool: 'build', stdout: text(turn), stderr: text(turn + 1), exitCode: 1, durationMs: turn }),
  (turn) => agentlog.logLlmCall({ model: `model ${turn % 3}`, prompt: text(turn), response: text(turn), tokensIn: turn, tokensOut: 1, durationMs: 1 }),
];

for (let turn = 1; ; turn += 1) {
  const isDiff = turn % 24 === 12;
  const id = isDiff ? agentlog.logGitDiff(number * 1_000_000 + turn) : KINDS[turn % KINDS.length](turn);
  const tokens = !isDiff && turn % KINDS.length === 3 ? turn + 1 : 0;
  // A lost event would be one that the program was not told of.
  writeSync(1, `${id || 'lost'} ${tokens}\n`);
}
