import { DEFAULT_CONTEXT_TOKENS } from '../base/limits.ts';
import { chooseSession, readSessionId } from './choose-session.ts';
import { openFolder } from './open-folder.ts';
import { openJournal } from './open-journal.ts';
import { D1_FLAG, openStore } from './open-store.ts';
import { readCount } from './read-call.ts';
import { type Call, DONE, type Exit, type Verb } from './verb.ts';

/** `agentlog context`. */
export const contextVerb: Verb = {
  name: 'context',
  synopsis: '[--max-tokens N] [--session ID] [--d1]',
  summary: 'prints what is needed to debug now, within a token budget',
  flags: {
    'max-tokens': {
      type: 'string',
      value: 'N',
      summary: `at most so many tokens (default ${DEFAULT_CONTEXT_TOKENS})`,
    },
    session: {
      type: 'string',
      value: 'ID',
      summary: 'of this session (default the current one, else the newest)',
    },
    d1: D1_FLAG,
  },
  details: `
The session; its failures, the newest first, with the variables that matter; of the newest one what its command printed
last, the diff of the turn before it and the decisions near it; then the rest. The budget is never exceeded.

  $ agentlog context --max-tokens 200
  session: claude, "fix the checkout", 12 min 5 s, git main 3f2a91c
  failure: TypeError: Cannot read properties of null (reading 'price')
    at src/cart.js:42 total
    seen 3 times, last 17:33:40Z
    changed since 17:31:02Z: qty null -> "2"
    item = null
  ran npm test: exit 1, 1.2 s
  before it: turn 4 (src/cart.js +2 -1)
`,
  takesNoWords: true,
  run: printContext,
};

const HINT = '; agentlog run -- CMD records a command';

async function printContext(call: Call): Promise<Exit> {
  const asked = call.value('session');
  if (asked !== undefined) readSessionId(asked);
  const budget = call.value('max-tokens');
  const maxTokens = budget === undefined ? DEFAULT_CONTEXT_TOKENS : readCount('max-tokens', budget);
  const { contextText, contextTextOf } = await import('../report/context/context-text.ts');
  const store = await openStore(call);
  const text = call.has('d1')
    ? await contextTextOf(
        store,
        (await openJournal(call)).root(),
        await chooseSession(call, store, asked),
        maxTokens,
      )
    : contextText(openFolder(call), await chooseSession(call, store, asked, HINT), maxTokens);
  if (text !== '') call.out.write(`${text}\n`);
  return DONE;
}
