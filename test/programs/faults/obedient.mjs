// Does what it is told on stdin, a JSON array a line: [command, ...arguments]. What the calls of agentlog give goes to descriptor 3, a JSON
// value a line; stdout and stderr are the program's own and must be the same whether it is recorded or not.
import { spawn } from 'node:child_process';
import { closeSync, openSync, writeSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import { isMainThread, Worker, workerData } from 'node:worker_threads';

const door = isMainThread ? process.argv[2] : workerData.door;
const agentlog = await import(pathToFileURL(door).href);
const held = [];

function fail(message) {
  const attempt = message.length;
  throw new Error(`${message} (${attempt})`);
}

function caught(step) {
  try {
    step();
    return undefined;
  } catch (error) {
    return error;
  }
}

/** Writes one event, of each kind in turn. */
function writeOne(turn, text) {
  switch (turn % 4) {
    case 0: return agentlog.logDecision('which turn?', turn, text);
    case 1: return agentlog.logToolOutput({ tool: 'build', stdout: text, stderr: '', exitCode: 0, durationMs: 1 });
    case 2: return agentlog.logLlmCall({ model: 'm', prompt: text, response: 'r', tokensIn: 3, tokensOut: 4, durationMs: 1 });
    default: return agentlog.logFailure(caught(() => fail(text)));
  }
}

function writeMany(count, chars = 20) {
  return Array.from({ length: count }, (_, turn) => writeOne(turn, `${turn} `.padEnd(chars, 'x')));
}

const COMMANDS = {
  log: (count, chars) => writeMany(count, chars),
  decide: (answer) => agentlog.logDecision('what?', answer),
  output: (text) => agentlog.logToolOutput({ tool: 'print', stdout: text, stderr: '', exitCode: 0, durationMs: 1 }),
  fail: (message) => agentlog.logFailure(caught(() => fail(message))),
  start: (task) => agentlog.startSession('obedient', task),
  end: () => agentlog.endSession() ?? null,
  session: () => agentlog.getSessionId() ?? null,
  sessions: (count) => Array.from({ length: count }, (_, i) => agentlog.runSession('inner', `task ${i}`, () => agentlog.logDecision('in?', i))),
  wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms, null)),
  /** Opens files until the system gives no more. */
  hold: () => {
    const error = caught(() => { for (;;) held.push(openSync('/dev/null')); });
    console.log(error.message, error.code);
    return held.length;
  },
  /** Opens one more, and says what comes of it, here and in a child. */
  async open() {
    const error = caught(() => held.push(openSync('/dev/null')));
    console.log(error?.message ?? 'opened', error?.code);
    const child = caught(() => spawn('true').on('error', ({ message }) => console.log(message)));
    await new Promise((resolve) => setTimeout(resolve, 20));
    console.log(child?.message ?? 'spawned');
    return error === undefined ? null : agentlog.logFailure(error);
  },
  free: (count = held.length) => held.splice(0, count).map(closeSync).length,
  /** Faults in threads of its own. */
  threads: (count, events) => Promise.all(Array.from({ length: count }, () => new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { door, events } });
    worker.on('message', resolve);
  }))),
  rejected: () => new Promise((resolve) => {
    process.once('unhandledRejection', () => setImmediate(resolve, null));
    void (async () => fail('rejected'))();
  }),
  crash: (message) => setImmediate(fail, message) && null,
};

if (isMainThread) {
  for await (const line of createInterface({ input: process.stdin })) {
    const [command, ...args] = JSON.parse(line);
    console.log(command);
    const given = await COMMANDS[command](...args);
    writeSync(3, `${JSON.stringify(given ?? null)}\n`);
  }
  console.log('the end');
} else {
  const { parentPort } = await import('node:worker_threads');
  parentPort.postMessage(writeMany(workerData.events));
}
