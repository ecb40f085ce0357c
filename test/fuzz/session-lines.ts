import { encodeEvent, encodeLine } from '../../src/event/line.ts';
import type { EventType, SessionRecord } from '../../src/event/types.ts';

export const SESSION = 'sess_fuzzfuzz';
const OTHER_SESSION = 'sess_otherone';
/** Where a line's own number is put. */
const PLACE = '@@@@@@@@@@@@@@@@';

/** A whole line without its newline, in two halves with its number between them: as text, and with a character for each byte. */
export interface PoolLine {
  readonly text: readonly [string, string];
  readonly bytes: readonly [string, string];
}

/** Texts that are hard on whoever reads or prints them. */
export const HARD_TEXTS: readonly string[] = [
  'plain',
  '',
  '"quoted" \\ and \n lines \r\n\t',
  'größe € 😀 \u2028 \u2029',
  '\x1b[2J\x1b]0;title\x07 \x9b31m \x7f\x80 \u202e\u200f\ufeff\u061c',
  '{"event_type":"failure","id":"x"}\n{"session_id":"',
  `{"event_type":"llm_call","id":"llm_x","session_id":"${SESSION}","ts":1,"model":"m","tokens_total":99}`,
  '\ud800 lone \udc00',
  '\0\0',
  '__proto__',
  'x'.repeat(220),
];
const CALLS: readonly Record<string, unknown>[] = [
  { tokens_in: 10, tokens_out: 5, tokens_total: 15 },
  { tokens_in: null, tokens_out: 3, tokens_total: null, tokens_cached: 1 },
  { tokens_in: 0, tokens_out: 0, tokens_total: 0, stream: true },
  { tokens_in: 999_999_999_999, tokens_out: 7, tokens_total: 1_000_000_000_006 },
  { tokens_in: 252_195_148_678_057_130_000, tokens_out: 1, tokens_total: null },
  { tokens_in: 1.5, tokens_out: -2, tokens_total: '7', error: { type: 'E', msg: '\x1b[0m', status: 500 } },
];
const MODELS: readonly string[] = ['gpt-4', 'claude', 'modèle', '__proto__', 'a"b', '\x1b[31m', 'o3'];

/** What stands in a log that agentlog did not write, or wrote for another session. */
export const STRANGE: readonly string[] = [
  '{}',
  '[]',
  'null',
  '{"session_id":"sess_fuzzfuzz"}',
  '{"session_id":"sess_fuzzfuzz","start_ts":1,"end_ts":"x"}',
  '{"session_id":"sess_fuzzfuzz","start_ts":1e999}',
  '{"event_type":"dream","id":"x_1","session_id":"sess_fuzzfuzz","ts":1,"\\u001b[2J":"\\u001b"}',
  '{"event_type":"llm_call","id":"x_1","session_id":"sess_fuzzfuzz","ts":-1e300,"model":"m"}',
  '{"event_type":"decision","id":"x","session_id":"sess_fuzzfuzz","ts":1,"question":"q","__proto__":{"t":"x"}}',
  '{"event_type": "decision", "id":"x","session_id":"sess_fuzzfuzz","ts":1,"question":"q","answer":{"t":7,"v":[[[]]]}}',
  `{"event_type":"failure","id":"x","session_id":"sess_fuzzfuzz","ts":1,"error":{"type":"E","msg":"m","cause":{}},"location":{"file":"f","line":1,"function":"g"},"locals":{"a":${'['.repeat(70)}${']'.repeat(70)}}}`,
  Buffer.from(encodeLine(record(OTHER_SESSION, {}))).toString('latin1'),
  encodeEvent({ event_type: 'decision', id: 'dec_x', session_id: OTHER_SESSION, ts: 1 }, { question: 'q' }),
];

/** Lines of every kind as agentlog writes them. */
export const LINES: readonly PoolLine[] = [
  ...HARD_TEXTS.flatMap((text, i) => {
    const value = { t: 'str', v: text };
    return [
      event('failure', {
        error: { type: 'TypeError', msg: text, code: 'E', cause: { type: 'E', msg: '' } },
        location: { file: text, line: i, function: 'g' },
        locals: { a: value, o: { t: 'Object', v: { [text]: { t: 'Map', v: [[text, 1]] } } } },
      }),
      event('llm_call', {
        call_id: 'x',
        model: MODELS[(5 * i + 1) % MODELS.length],
        ...CALLS[i % CALLS.length],
        duration_ms: 1.5,
        prompt: value,
        response: { t: 'null' },
      }),
      event('tool_output', {
        call_id: 'x',
        tool: text,
        stdout: text,
        stderr: '',
        exit_code: i,
        duration_ms: 1,
      }),
      event('git_diff', {
        turn_number: i,
        files_changed: 1,
        lines_added: 2,
        lines_removed: 3,
        diff: text,
        truncated: i % 2 === 0,
      }),
      event('decision', { question: 'q', answer: text, context: { [text]: value } }),
    ];
  }),
  split(encodeLine(record(SESSION, { agent_name: PLACE }))),
  split(encodeLine(record(SESSION, { agent_name: PLACE, task: '\x1b[2J\n', end_ts: 5, total_tokens: 12 }))),
];

function event(type: EventType, payload: object): PoolLine {
  return split(
    encodeEvent({ event_type: type, id: `x_${PLACE}`, session_id: SESSION, ts: 1_760_000_000.25 }, payload),
  );
}

function record(id: string, more: Record<string, unknown>): SessionRecord {
  const fields = {
    session_id: id,
    start_ts: 3,
    end_ts: null,
    agent_name: null,
    task: null,
    total_tokens: null,
  };
  return { ...fields, ...more } as SessionRecord;
}

function split(line: string): PoolLine {
  const text = line.slice(0, -1);
  return { text: halves(text), bytes: halves(Buffer.from(text).toString('latin1')) };
}

function halves(text: string): [string, string] {
  const [head = '', tail = ''] = text.split(PLACE);
  return [head, tail];
}
