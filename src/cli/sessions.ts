import { redact } from '../redact/redact.ts';
import { oneLine } from '../report/escape-control.ts';
import { renderAge } from '../report/render-time.ts';
import type { SessionTally } from '../store/types.ts';
import { D1_FLAG, openStore } from './open-store.ts';
import { bufferOutput } from './output.ts';
import { readCount } from './read-call.ts';
import { redactLine } from './redact-line.ts';
import { type Call, DONE, type Exit, type Verb } from './verb.ts';

/** `agentlog sessions`. */
export const sessionsVerb: Verb = {
  name: 'sessions',
  synopsis: '[--last N] [--d1] [--json]',
  summary: 'lists the sessions, one a line, newest last',
  flags: {
    last: { type: 'string', value: 'N', summary: 'the N sessions written to last (default all)' },
    d1: D1_FLAG,
    json: { type: 'boolean', summary: 'one JSON object a line' },
  },
  details: `
A line: id, agent, when it began, open or closed, events by type, tokens, task. The one written to last stands last.

  $ agentlog sessions
  sess_k3v7q2mzd5xw4h6n cursor 3 h ago open failure=2 tool_output=1 tokens=0 fix validation bug
`,
  takesNoWords: true,
  run: listSessions,
};

const MAX_LINE_CHARS = 300;
const MAX_AGENT_CHARS = 60;

async function listSessions(call: Call): Promise<Exit> {
  const last = call.value('last');
  const count = last === undefined ? undefined : readCount('last', last);
  const out = bufferOutput(call.out);
  const now = Date.now() / 1000;
  const store = await openStore(call);
  for await (const tally of store.sessions(count))
    out.write(`${call.has('json') ? jsonLine(tally) : textLine(tally, now)}\n`);
  out.flush();
  return DONE;
}

function jsonLine({ record, events }: SessionTally): string {
  return redactLine(JSON.stringify({ ...record, events }));
}

function textLine({ record, events }: SessionTally, now: number): string {
  const counts = Object.entries(events).map(([type, count]) => `${oneLine(type, MAX_AGENT_CHARS)}=${count}`);
  const words = [
    record.session_id,
    oneLine(record.agent_name ?? '-', MAX_AGENT_CHARS),
    renderAge(record.start_ts, now),
    record.end_ts === null ? 'open' : 'closed',
    ...counts,
    `tokens=${record.total_tokens ?? 0}`,
    record.task ?? '-',
  ];
  return oneLine(redact(words.join(' ')), MAX_LINE_CHARS);
}
