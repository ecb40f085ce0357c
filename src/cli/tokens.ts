import { redact } from '../redact/redact.ts';
import { oneLine } from '../report/escape-control.ts';
import type { TokenSummary } from '../store/token-summary.ts';
import { chooseSession, readSessionId } from './choose-session.ts';
import { D1_FLAG, openStore } from './open-store.ts';
import { redactLine } from './redact-line.ts';
import { type Call, DONE, type Exit, type Verb } from './verb.ts';

/** `agentlog tokens`. */
export const tokensVerb: Verb = {
  name: 'tokens',
  synopsis: '[--session ID] [--d1] [--json]',
  summary: 'prints what the model calls of a session took',
  flags: {
    session: {
      type: 'string',
      value: 'ID',
      summary: 'of this session (default the current one, else the newest)',
    },
    d1: D1_FLAG,
    json: { type: 'boolean', summary: 'one JSON object' },
  },
  details: `
The total, then each model, the one with the most tokens first. A failed call counts as a call.

  $ agentlog tokens
  15420 tokens, 15 calls
  gpt-4: 14200 tokens, 12 calls
  gpt-3.5-turbo: 1220 tokens, 3 calls
`,
  takesNoWords: true,
  run: printTokens,
};

const MAX_LINE_CHARS = 200;

async function printTokens(call: Call): Promise<Exit> {
  const asked = call.value('session');
  if (asked !== undefined) readSessionId(asked);
  const store = await openStore(call);
  const summary = await store.tokenSummary(await chooseSession(call, store, asked));
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
