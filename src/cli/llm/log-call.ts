import { readFields } from '../../capture/llm/call-fields.ts';
import { createCallPayload } from '../../capture/llm/call-payload.ts';
import { type Call, DONE, type Exit, usageError } from '../verb.ts';
import { writeEvent } from '../write-event.ts';

/** Logs the call that the flags tell of; see the verb's help. @throws AGENTLOG_USAGE, AGENTLOG_STORE */
export async function logCall(call: Call): Promise<Exit> {
  if (call.words.length > 0) throw usageError('llm takes no words but its flags; put a text between quotes');
  const payload = createCallPayload(
    readFields({
      model: readModel(call),
      tokensIn: readTokens(call, 'in'),
      tokensOut: readTokens(call, 'out'),
      prompt: call.value('prompt'),
      response: call.value('response'),
      durationMs: readMs(call),
    }),
  );
  const id = await writeEvent(call, 'llm_call', payload, ['agentlog', 'llm']);
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
