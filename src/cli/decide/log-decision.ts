import { put } from '../../base/held.ts';
import { decisionPayload } from '../../capture/decision/decision-payload.ts';
import { renderDecision } from '../../report/render-decision.ts';
import { type Call, DONE, type Exit, usageError } from '../verb.ts';
import { writeEvent } from '../write-event.ts';

/** Logs the decision that the words and flags tell of; see the verb's help. @throws AGENTLOG_USAGE, AGENTLOG_STORE */
export async function logDecision(call: Call): Promise<Exit> {
  const [question, answer, ...more] = call.words;
  if (question === undefined || answer === undefined) {
    throw usageError('decide needs a question and an answer: agentlog decide QUESTION ANSWER');
  }
  if (more.length > 0) throw usageError('decide takes two words: put the question between quotes');
  const context = call.values('context');
  const payload = decisionPayload({
    question,
    answer: readValue(answer),
    reason: call.value('reason'),
    context: context.length === 0 ? undefined : readContext(context),
  });
  const id = await writeEvent(call, 'decision', payload);
  if (id === '') return { code: 1 };
  const [headline = '', ...rest] = renderDecision({ ...payload });
  call.out.write(`${[`${id} ${headline}`, ...rest].join('\n')}\n`);
  return DONE;
}

/** What JSON has as a number, with no digit that JavaScript would drop. */
const NUMBER = /^-?(?:0|[1-9][0-9]{0,14})(?:\.[0-9]{1,15})?(?:[eE][+-]?[0-9]{1,2})?$/;

function readValue(text: string): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  if (text === 'null') return null;
  return NUMBER.test(text) ? Number(text) : text;
}

function readContext(pairs: readonly string[]): Record<string, unknown> {
  const context: Record<string, unknown> = {};
  for (const pair of pairs) {
    const at = pair.indexOf('=');
    // The pair is not shown: what was given in the wrong way may be a secret.
    if (at < 1) throw usageError('--context takes NAME=VALUE');
    put(context, pair.slice(0, at), readValue(pair.slice(at + 1)));
  }
  return context;
}
