import { isSessionId } from '../event/ids.ts';
import { redact } from '../redact/redact.ts';
import { oneLine } from '../report/escape-control.ts';
import { summarizeTokens } from '../store/folder/summarize-tokens.ts';
import type { TokenSummary } from '../store/token-summary.ts';
import { chooseSessions } from './choose-sessions.ts';
import { openJournal } from './open-journal.ts';
import { redactLine } from './redact-line.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

/** `agentlog tokens`. */
export const tokensVerb: Verb = {
  name: 'tokens',
  synopsis: '[--session ID] [--json]',
  summary: 'prints what the model calls of a session took',
  flags: {
    session: {
      type: 'string',
      value: 'ID',
      summary: 'of this session (default the current one, else the newest)',
    },
    json: { type: 'boolean', summary: 'one JSON object' },
  },
  details: `
The total, then each model, the one with the most tokens first. A failed call counts as a call.

  $ agentlog tokens
  15420 tokens, 15 calls
  gpt-4: 14200 tokens, 12 calls
  gpt-3.5-turbo: 1220 tokens, 3 calls
`,
  run: printTokens,
};

const MAX_LINE_CHARS = 200;

function printTokens(call: Call): Exit {
  if (call.words.length > 0) throw usageError('tokens takes no words; see agentlog tokens --help');
  const asked = call.value('session');
  if (asked !== undefined && !isSessionId(asked))
    throw usageError(`${JSON.stringify(asked)} is no session id: sess_…`);
  const folder = openJournal(call).folder();
  const [id = ''] = chooseSessions(folder, asked, call.env);
  const summary = summarizeTokens(folder, id);
  call.out.write(call.has('json') ? `${redactLine(JSON.stringify(summary))}\n` : textLines(summary).join(''));
  return DONE;
}

function textLines({ total_tokens, by_model }: TokenSummary): string[] {
  const models = Object.entries(by_model);
  const calls = models.reduce((sum, [, model]) => sum + model.calls, 0);
  return [
    `${countText(total_tokens, calls)}\n`,
    ...models.map(
      ([name, { calls, tokens }]) =>
        `${oneLine(redact(`${name}: ${countText(tokens, calls)}`), MAX_LINE_CHARS)}\n`,
    ),
  ];
}

function countText(tokens: number, calls: number): string {
  return `${tokens} ${tokens === 1 ? 'token' : 'tokens'}, ${calls} ${calls === 1 ? 'call' : 'calls'}`;
}
