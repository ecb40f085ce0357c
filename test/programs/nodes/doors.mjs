// Calls what `agentlog` exports, and prints what came back as JSON.
import * as agentlog from 'agentlog';
import * as d1 from 'agentlog/d1';

function fail(item) {
  throw new RangeError(`no ${item}`);
}

const said = {};
said.isEnabled = agentlog.isEnabled();
said.startSession = agentlog.startSession('me', 'task');
said.getSessionId = agentlog.getSessionId() === said.startSession;
try {
  fail('tea');
} catch (error) {
  said.logFailure = agentlog.logFailure(error);
}
said.logDecision = agentlog.logDecision('Should retry?', true, 'first try', { tries: 1 });
said.logToolOutput = agentlog.logToolOutput({ tool: 'lint', stdout: 'fine', exitCode: 0, durationMs: 2 });
said.logLlmCall = agentlog.logLlmCall({ model: 'm', prompt: 'p', response: 'r', tokensIn: 3, tokensOut: 4 });
said.llmCall = await agentlog.llmCall('m', 'p', async (call) => {
  call.tokensIn = 5;
  return 42;
});
said.runSession = await agentlog.runSession('inner', 'task', async () => {
  await undefined;
  return agentlog.getSessionId() !== said.startSession;
});
said.toolCall = await agentlog.toolCall('tests', async () => {
  process.stdout.write('written ');
  console.log('logged', { a: 1 });
  console.error('warned');
  return 43;
});
said.captureOutput = agentlog.captureOutput(() => console.log('kept'));
said.logGitDiff = agentlog.logGitDiff(1);
said.tokenSummary = agentlog.tokenSummary();
said.describe = agentlog.describe({ list: [1, 2], when: new Date(0) });
said.redact = agentlog.redact('password=hunter2');
said.readEvents = [...agentlog.readEvents({})].map(({ event_type }) => event_type);
said.debugContext = agentlog.debugContext({ maxTokens: 300 }).includes('RangeError: no tea');
agentlog.endSession();
agentlog.disable();
said.d1 = Object.entries(d1).map(([name, value]) => `${name}: ${typeof value}`);
said.off = [agentlog.isEnabled(), agentlog.logDecision('q', 'a')];
agentlog.enable();
said.on = agentlog.isEnabled();
console.log(JSON.stringify(said));
