// Writes events to a session, as a recorded program does: STORE SESSION COUNT. Every tenth is a model call of 7 tokens.

import { fillFromPool } from '../../src/base/random.ts';
import { createEventId } from '../../src/event/ids.ts';
import { encodeEvent } from '../../src/event/line.ts';
import { openFolder } from '../../src/store/folder/folder.ts';

const [store = '', sessionId = '', count = '0'] = process.argv.slice(2);
const folder = openFolder(store);
folder.create({
  session_id: sessionId,
  start_ts: Date.now() / 1000,
  end_ts: null,
  agent_name: null,
  task: null,
  total_tokens: null,
});
for (let i = 0; i < Number(count); i += 1) {
  const type = i % 10 === 9 ? 'llm_call' : 'decision';
  const head = {
    event_type: type,
    id: createEventId(type, fillFromPool),
    session_id: sessionId,
    ts: Date.now() / 1000,
  } as const;
  const payload =
    type === 'llm_call'
      ? { call_id: 'x', model: 'm', tokens_in: 5, tokens_out: 2, tokens_total: 7, duration_ms: 1 }
      : { question: 'which part of the work is next, and why?', answer: `${process.pid}: ${i}` };
  folder.appendText(sessionId, encodeEvent(head, payload));
  if (i % 25 === 0) await new Promise((resolve) => setTimeout(resolve, Math.random() * 150));
}
folder.close();
