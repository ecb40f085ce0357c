// A day in the life of a server, in as many rounds as the second argument says: what it does is never the same twice. It prints what it
// takes of the machine, a JSON object a line, fifty times. Needs --expose-gc.
import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { getHeapStatistics } from 'node:v8';
import { createContext, runInContext, runInNewContext } from 'node:vm';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';

const SAMPLES = 50;
const PAUSE_MS = 4;
const door = isMainThread ? process.argv[2] : workerData.door;
const agentlog = await import(pathToFileURL(door).href);

class Order {
  constructor(number) {
    this.number = number;
    this.items = Array.from({ length: number % 20 }, (_, i) => ({ id: i, name: `item ${i} of ${number}` }));
  }
  check(limit) {
    const over = this.number % 7;
    if (over < limit) throw new RangeError(`order ${this.number} is over ${limit}`);
  }
}

function caught(step) {
  try {
    step();
  } catch (error) {
    return error;
  }
  return undefined;
}

const failing = (number) => new Order(number).check(7);

if (!isMainThread) {
  agentlog.logDecision('which thread?', workerData.number);
  agentlog.logFailure(caught(() => failing(workerData.number)));
  if (workerData.number % 3 === 0) throw new Error(`thread of ${workerData.number}`);
  parentPort.postMessage('done');
} else {
  await day(Number(process.argv[3]));
}

async function day(rounds) {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify({
        id: 'c', object: 'chat.completion', model: 'gpt-4o-mini',
        choices: [{ index: 0, message: { role: 'assistant', content: 'yes '.repeat(40) }, finish_reason: 'stop' }],
        usage: { prompt_tokens: 12, completion_tokens: 40, total_tokens: 52 },
      }));
    });
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/v1/chat/completions`;
  process.on('uncaughtException', () => {});
  process.on('unhandledRejection', () => {});

  let round = 0;
  for (let sample = 1; sample <= SAMPLES; sample += 1) {
    while (round < (sample * rounds) / SAMPLES) {
      await act((round += 1), url);
      await sleep(PAUSE_MS);
    }
    console.log(JSON.stringify(await look(round)));
  }
  server.close();
  server.closeAllConnections();
  process.exitCode = 3;
}

async function act(round, url) {
  caught(() => failing(round));
  caught(() => JSON.parse(`{"a": ${round}, broken ${'x'.repeat(round % 500)}`));
  agentlog.logFailure(caught(() => new Order(round).check(8)));
  if (round % 3 === 0) setImmediate(failing, round);
  if (round % 5 === 0) void Promise.reject(new Error(`rejected in ${round}`));
  if (round % 4 === 0) await agentlog.toolCall('tool', async () => round);
  if (round % 6 === 0) agentlog.captureOutput(() => process.stdout.write(''));
  if (round % 7 === 0) await agentlog.runSession('inner', `round ${round}`, async () => agentlog.logDecision('in?', round));
  if (round % 8 === 0) await callModel(round, url);
  if (round % 9 === 0) agentlog.logToolOutput({ tool: 'build', stdout: `${round}\n`.repeat(300), stderr: '', exitCode: 1, durationMs: 1 });
  if (round % 11 === 0) inOtherRealms(round);
  if (round % 13 === 0) agentlog.logDecision('given?', round, undefined, undefined, `sess_given${round}`);
  if (round % 50 === 0) await runThread(round);
  if (round % 60 === 0) spawnSync('true');
  if (round % 40 === 0) agentlog.startSession('server', `hour ${round}`);
  if (round % 40 === 30) agentlog.endSession();
  if (round % 40 === 35) agentlog.tokenSummary();
  if (round % 100 === 0 && agentlog.isEnabled()) {
    agentlog.disable();
    agentlog.enable();
  }
}

async function callModel(round, url) {
  const body = JSON.stringify({ model: 'gpt-4o-mini', messages: [{ role: 'user', content: `round ${round}` }] });
  const ask = () => fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body });
  // Some answers are never read.
  const response = await ask();
  if (round % 3 === 0) await response.body?.cancel();
  else await response.json();
  await agentlog.llmCall('m', 'p', async (call) => {
    call.response = (await (await ask()).json()).choices[0].message.content;
  });
}

/** Scripts with names that are never used again, and contexts that are dropped. */
function inOtherRealms(round) {
  caught(() => runInNewContext('null.x', {}, { filename: `request-${round}.js` }));
  const context = createContext({ value: round });
  caught(() => runInContext('(function inner() { const half = value / 2; throw new Error("realm " + half); })()', context));
  agentlog.logFailure(caught(() => runInContext('Error.prepareStackTrace = (error) => String(error); null.x', context)));
  caught(() => new Function(`throw new Error('made ${round}') //# sourceURL=made-${round}.js`)());
}

function runThread(number) {
  return new Promise((resolve) => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { door, number } });
    worker.on('error', () => {});
    worker.on('exit', resolve);
  });
}

async function look(round) {
  // What ended with the last round lets go of its objects in later turns.
  for (let i = 0; i < 3; i += 1) {
    await sleep(1);
    globalThis.gc();
  }
  const { rss, heapUsed, external, arrayBuffers } = process.memoryUsage();
  const heap = getHeapStatistics();
  const resources = process.getActiveResourcesInfo();
  const events = process.eventNames();
  return {
    round,
    rss,
    heapUsed,
    external: external + arrayBuffers,
    handles: heap.used_global_handles_size,
    contexts: heap.number_of_native_contexts,
    descriptors: readdirSync('/proc/self/fd').length,
    threads: readdirSync('/proc/self/task').length,
    resources: resources.length,
    listeners: events.reduce((sum, name) => sum + process.listenerCount(name), 0),
  };
}
