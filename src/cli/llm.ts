import { nodeProbe } from '../base/probe.ts';
import { readFields } from '../capture/llm/call-fields.ts';
import { createCallPayload } from '../capture/llm/call-payload.ts';
import { createDescribe } from '../value/describe.ts';
import { openJournal } from './open-journal.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

/** `agentlog llm`. */
export const llmVerb: Verb = {
  name: 'llm',
  synopsis: '--model M --in N --out N [--prompt T] [--response T] [--ms N]',
  summary: 'logs a model call',
  flags: {
    model: { type: 'string', value: 'M', summary: 'the model that was asked' },
    in: { type: 'string', value: 'N', summary: 'input tokens, those from a cache too' },
    out: { type: 'string', value: 'N', summary: 'output tokens, reasoning too' },
    prompt: { type: 'string', value: 'T', summary: 'what was asked; the first 200 characters are kept' },
    response: { type: 'string', value: 'T', summary: 'what came back; likewise' },
    ms: { type: 'string', value: 'N', summary: 'how long it took, in milliseconds' },
  },
  details: `
Prints the event's id. Secrets in the texts are redacted.

  $ agentlog llm --model gpt-4 --in 1250 --out 450 --prompt 'Fix the bug' --ms 2340.5
  llm_k3v7q2mzd5xw4h6n
`,
  run: logCall,
};

function logCall(call: Call): Exit {
  if (call.words.length > 0) throw usageError('llm takes no words but its flags; put a text between quotes');
  const payload = createCallPayload(
    readFields(
      {
        model: readModel(call),
        tokensIn: readTokens(call, 'in'),
        tokensOut: readTokens(call, 'out'),
        prompt: call.value('prompt'),
        response: call.value('response'),
        durationMs: readMs(call),
      },
      createDescribe(nodeProbe),
    ),
  );
  const journal = openJournal(call, ['agentlog', 'llm']);
  // Asked for first because it throws what is wrong with the folder; a later fault the journal tells by itself.
  journal.folder();
  const id = journal.write('llm_call', payload);
  journal.close();
  if (id === '') return { code: 1 };
  call.out.write(`${id}\n`);
  return DONE;
}

function readModel(call: Call): string {
  const model = call.value('model')?.trim() ?? '';
  if (model === '') throw usageError('llm needs --model; see agentlog llm --help');
  return model;
}

function readTokens(call: Call, flag: 'in' | 'out'): number {
  const text = call.value(flag);
  if (text === undefined) throw usageError(`llm needs --${flag}; see agentlog llm --help`);
  if (!/^[0-9]{1,15}$/.test(text)) {
    throw usageError(`--${flag} takes a whole number of tokens, not ${JSON.stringify(text)}`);
  }
  return Number(text);
}

function readMs(call: Call): number | undefined {
  const text = call.value('ms');
  if (text !== undefined && !/^[0-9]{1,12}(?:\.[0-9]{1,12})?$/.test(text)) {
    throw usageError(`--ms takes a number of milliseconds, not ${JSON.stringify(text)}`);
  }
  return text === undefined ? undefined : Number(text);
}
