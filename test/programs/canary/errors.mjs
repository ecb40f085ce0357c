// Hands over errors that carry secrets themselves, and uses them in every call that takes a text.
import { readFileSync } from 'node:fs';
import { describe, endSession, llmCall, logFailure, logLlmCall, redact, runSession, startSession } from 'agentlog';

const { shaped, named } = JSON.parse(readFileSync('secrets.json', 'utf8'));

function raise(thrown) {
  try {
    throw thrown;
  } catch (error) {
    logFailure(error);
  }
}

function errorsWith(text) {
  const chain = new Error('top', { cause: new TypeError(text, { cause: text }) });
  const several = new AggregateError([new Error(text), text, { text }], text);
  const coded = Object.assign(new Error('coded'), { code: text, name: text });
  const { [text]: Named } = { [text]: class extends Error {} };
  const { [text]: throwing } = { [text]() { throw new Error('in a function of that name'); } };
  for (const thrown of [new Error(text), chain, several, coded, new Named('named'), text, { text }, [text], Symbol(text)]) raise(thrown);
  try {
    throwing();
  } catch (error) {
    logFailure(error);
  }
  logFailure(new Error(`never thrown: ${text}`));
  logFailure(text);
  try {
    new Function(`/* ${text} */ throw new Error('in eval')\n//# sourceURL=/tmp/${text}.js`)();
  } catch (error) {
    logFailure(error);
  }
}

function callsWith(text) {
  const answer = { choices: [{ message: { content: null, tool_calls: [{ function: { name: text } }] } }] };
  const error = Object.assign(new Error(text), { name: text, status: 401 });
  for (const response of [text, answer, { text: { deep: text } }, [{ type: 'text', text }]]) {
    const prompt = [{ role: 'user', content: [{ type: 'text', text: `${'x '.repeat(97)}${text}` }] }];
    logLlmCall({ model: text, prompt, response, error, tokensIn: text, durationMs: text });
    llmCall(text, { question: text }, (call) => {
      call.response = response;
      call.tokensIn = text;
    });
  }
  try {
    llmCall(text, text, () => { throw error; });
  } catch {}
}

for (const secret of shaped) {
  startSession(`agent ${secret}`, `task ${secret}`);
  errorsWith(`refused ${secret} by the server`);
  errorsWith(secret);
  callsWith(secret);
  callsWith(`with ${secret} in it`);
  runSession(secret, `in ${secret}`, () => logFailure(new Error(secret)));
  // What these give is shown: nobody may be surprised by a secret in it.
  console.log(redact(`text ${secret}`), JSON.stringify(describe({ secret, list: [secret] })));
  endSession();
}
errorsWith(`password=${named}`);
console.log(redact(`password=${named}`), JSON.stringify(describe({ password: named })));
