// Writes logs of any size that look like those of real sessions: the kinds in the shares and sizes that they have there.
import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** Of a thousand events, how many are of each kind. */
const SHARES = { tool_output: 430, llm_call: 400, decision: 90, git_diff: 60, failure: 20 };
/** Distinct payloads of each kind; what differs from line to line beyond them is the head. */
const VARIANTS = 400;
const BATCH_BYTES = 1 << 22;
const PREFIX = { failure: 'fail', llm_call: 'llm', tool_output: 'tool', git_diff: 'diff', decision: 'dec' };
const WORDS =
  'the test fails because order items were null when price total is read from cart and validate returns early so we await response from server with status then retry import module path build error expected value received object array length index undefined function parse config file'.split(
    ' ',
  );

/**
 * Fills `folder` (an `.agentlog`) with sessions of `bytes` together. Gives their ids and how many events there are.
 * @returns {{ ids: string[], events: number }}
 */
export function generateLog(folder, { sessions, bytes, seed = 7 }) {
  const random = createRandom(seed);
  const payloads = Object.fromEntries(
    Object.keys(SHARES).map((kind) => [
      kind,
      Array.from({ length: VARIANTS }, () => JSON.stringify(PAYLOADS[kind](random)).slice(1)),
    ]),
  );
  const kinds = Object.entries(SHARES).flatMap(([kind, share]) => Array(share).fill(kind));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const ids = [];
  let events = 0;
  for (let i = 0; i < sessions; i += 1) {
    const suffix = `bench${String(i).padStart(11, '0')}`;
    ids.push(`sess_${suffix}`);
    events += writeSession(join(folder, `session_${suffix}.jsonl`), `sess_${suffix}`, bytes / sessions, i);
  }
  return { ids, events };

  function writeSession(path, id, size, index) {
    const fd = openSync(path, 'w', 0o600);
    let ts = 1_770_000_000 + index * 600;
    const record = {
      session_id: id,
      start_ts: ts,
      end_ts: null,
      agent_name: 'claude',
      task: words(random, 6),
      total_tokens: null,
    };
    let batch = `${JSON.stringify(record)}\n`;
    let written = 0;
    let count = 0;
    while (written + batch.length < size) {
      const kind = kinds[Math.floor(random() * kinds.length)];
      const key = String(Math.floor(random() * 1e16)).padStart(16, '0');
      ts += random() * 3;
      const call = kind === 'llm_call' || kind === 'tool_output' ? `"call_id":"${key}",` : '';
      const body = payloads[kind][Math.floor(random() * VARIANTS)];
      batch += `{"event_type":"${kind}","id":"${PREFIX[kind]}_${key}","session_id":"${id}","ts":${ts.toFixed(3)},${call}${body}\n`;
      count += 1;
      if (batch.length > BATCH_BYTES) {
        written += writeSync(fd, batch);
        batch = '';
      }
    }
    writeSync(fd, batch);
    closeSync(fd);
    return count;
  }
}

const PAYLOADS = {
  failure: (random) => ({
    error: { type: 'TypeError', msg: `Cannot read properties of null (reading '${words(random, 1)}')` },
    location: {
      file: `src/${words(random, 1)}.js`,
      line: Math.ceil(random() * 400),
      function: words(random, 1),
    },
    locals: Object.fromEntries(
      Array.from({ length: 4 + Math.floor(random() * 12) }, () => [
        words(random, 1),
        { t: 'Object', v: { id: Math.floor(random() * 1e6), text: words(random, 12), items: [1, 2, null] } },
      ]),
    ),
  }),
  llm_call: (random) => {
    const tokensIn = Math.floor(random() * 20_000);
    const tokensOut = Math.floor(random() * 1500);
    return {
      model: random() < 0.7 ? 'gpt-4' : random() < 0.5 ? 'claude-opus-4-1' : 'gpt-3.5-turbo',
      tokens_in: tokensIn,
      tokens_out: tokensOut,
      tokens_total: tokensIn + tokensOut,
      duration_ms: Math.round(random() * 100_000) / 10,
      prompt: { t: 'str', v: words(random, 60).slice(0, 200), truncated: 8000 },
      response: { t: 'str', v: words(random, 60).slice(0, 200), truncated: 3000 },
    };
  },
  tool_output: (random) => ({
    tool: `npm test ${words(random, 2)}`,
    stdout: lines(random, 1 + Math.floor(random() ** 3 * 90)),
    stderr: random() < 0.2 ? lines(random, 6) : '',
    exit_code: random() < 0.2 ? 1 : 0,
    duration_ms: Math.floor(random() * 5000),
  }),
  git_diff: (random) => ({
    turn_number: Math.ceil(random() * 50),
    files_changed: 1,
    lines_added: 12,
    lines_removed: 3,
    diff: lines(random, 50),
    truncated: false,
  }),
  decision: (random) => ({
    question: words(random, 10),
    answer: words(random, 6),
    reason: words(random, 14),
  }),
};

function words(random, count) {
  return Array.from({ length: count }, () => WORDS[Math.floor(random() * WORDS.length)]).join(' ');
}

function lines(random, count) {
  return Array.from({ length: count }, () => `  ${words(random, 8)}`).join('\n');
}

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed. */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
