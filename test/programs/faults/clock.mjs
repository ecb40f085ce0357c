// Logs and throws while the clock jumps (jumping-clock.cjs), or while the program has faked all clocks as test libraries do.
import { pathToFileURL } from 'node:url';

const agentlog = await import(pathToFileURL(process.argv[2]).href);
const isFaked = process.argv[3] === 'faked';
const held = { setTimeout, hrtime: process.hrtime.bigint };

function fail(turn) {
  throw new Error(`turn ${turn}`);
}

function caught(turn) {
  try {
    return fail(turn);
  } catch (error) {
    return error;
  }
}

function fake() {
  const frozen = 86_400_000;
  class FakeDate extends Date {
    constructor(...args) {
      super(...(args.length === 0 ? [frozen] : args));
    }
    static now = () => frozen;
  }
  globalThis.Date = FakeDate;
  performance.now = () => 0;
  process.hrtime = () => [0, 0];
  process.hrtime.bigint = () => 0n;
  for (const name of ['setTimeout', 'setInterval', 'setImmediate', 'clearTimeout', 'queueMicrotask'])
    globalThis[name] = () => ({ unref() {}, ref() {}, hasRef: () => true });
  process.nextTick = () => {};
}

agentlog.startSession('clock', 'jumps');
if (isFaked) {
  agentlog.logDecision('when?', 'before');
  fake();
}
for (let turn = 0; turn < 5; turn += 1) {
  agentlog.logFailure(caught(turn));
  agentlog.logLlmCall({ model: 'm', prompt: 'p', response: 'r', tokensIn: 1, tokensOut: 1, durationMs: 1 });
  await agentlog.llmCall('m', 'p', async (call) => {
    globalThis.jump?.();
    call.tokensIn = 1;
    call.tokensOut = 1;
  });
  agentlog.toolCall('tool', () => globalThis.jump?.());
}
agentlog.runSession('clock', 'inner', () => agentlog.logDecision('where?', 'inner'));
agentlog.endSession();
console.log(Date.now() === 86_400_000, 'done');
