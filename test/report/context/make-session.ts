import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openFolder } from '../../../src/store/folder/folder.ts';
import type { Folder } from '../../../src/store/folder/types.ts';

export const START_TS = 1_771_090_420;

type Fields = Readonly<Record<string, unknown>>;

/** Lines of one session; `at` is in seconds from its start. */
export interface Script {
  record(fields?: Fields): void;
  failure(at: number, fields?: Fields): void;
  run(at: number, tool: string, exitCode: number, output?: Fields): void;
  turn(at: number, turn: number, file: string, before: string, after: string): void;
  decide(at: number, question: string, answer: unknown, reason?: string): void;
  call(at: number, model: string, tokens: number, fields?: Fields): void;
  /** A line as it is. */
  raw(text: string): void;
  text(): string;
}

export function createScript(suffix: string, startTs: number = START_TS): Script {
  const lines: string[] = [];
  const session = `sess_${suffix}`;
  let next = 0;
  const event = (type: string, at: number, payload: Fields): void => {
    next += 1;
    const head = { event_type: type, id: `${type}_${next}`, session_id: session, ts: startTs + at };
    lines.push(JSON.stringify({ ...head, ...payload }));
  };
  return {
    record: (fields = {}) =>
      lines.push(
        JSON.stringify({
          session_id: session,
          start_ts: startTs,
          end_ts: null,
          agent_name: 'claude',
          task: 'fix the failing checkout test',
          total_tokens: null,
          ...fields,
        }),
      ),
    failure: (at, fields = {}) => event('failure', at, { ...FAILURE, ...fields }),
    run: (at, tool, exitCode, output = {}) =>
      event('tool_output', at, {
        call_id: `c${next}`,
        tool,
        stdout: '',
        stderr: '',
        exit_code: exitCode,
        duration_ms: 1200,
        ...output,
      }),
    turn: (at, turn, file, before, after) =>
      event('git_diff', at, {
        turn_number: turn,
        files_changed: 1,
        lines_added: 1,
        lines_removed: 1,
        diff:
          `diff --git a/${file} b/${file}\nindex 1111111..2222222 100644\n--- a/${file}\n+++ b/${file}\n` +
          `@@ -40,3 +40,3 @@ export function total(items) {\n   let sum = 0;\n-${before}\n+${after}\n`,
        truncated: false,
      }),
    decide: (at, question, answer, reason) =>
      event('decision', at, { question, answer, ...(reason !== undefined && { reason }) }),
    call: (at, model, tokens, fields = {}) =>
      event('llm_call', at, {
        call_id: `c${next}`,
        model,
        tokens_in: tokens - 100,
        tokens_out: 100,
        tokens_total: tokens,
        duration_ms: 2340,
        prompt: { t: 'str', v: 'Fix the bug in total' },
        response: { t: 'str', v: 'The quantity is a text.' },
        ...fields,
      }),
    raw: (text) => lines.push(text),
    text: () => lines.map((line) => `${line}\n`).join(''),
  };
}

const FAILURE: Fields = {
  error: { type: 'TypeError', msg: "Cannot read properties of null (reading 'price')" },
  location: { file: 'src/cart.js', line: 42, function: 'total' },
  locals: {
    sum: { t: 'float', v: 8.5 },
    options: { t: 'Object', v: { currency: 'EUR', rounding: 'half-even', locale: 'de-AT' } },
    item: { t: 'null' },
    qty: { t: 'int', v: 2 },
    items: { t: 'Array', v: [{ id: 1, price: 8.5, qty: 1 }, null] },
  },
};

/** A store folder below `parent` with these sessions, the last one written to last. */
export function openScripts(parent: string, scripts: Readonly<Record<string, string>>): Folder {
  const path = join(parent, '.agentlog');
  mkdirSync(path, { mode: 0o700, recursive: true });
  for (const [suffix, text] of Object.entries(scripts))
    writeFileSync(join(path, `session_${suffix}.jsonl`), text, { mode: 0o600 });
  return openFolder(path);
}

/** A session of an agent that mends one thing, breaks another and mends that in part, as logs of agents go. */
export function writeRealSession(): string {
  const script = createScript('now1');
  script.record();
  script.call(5, 'claude-opus-4-5', 12_400);
  script.failure(20, { locals: { item: { t: 'null' }, qty: { t: 'null' }, sum: { t: 'int', v: 0 } } });
  script.run(21, 'npm test', 1, { stderr: STACK });
  script.decide(40, 'Where does the null come from?', 'parseItems drops rows', 'rows without a price');
  script.turn(55, 1, 'src/parse.js', '  return rows;', '  return rows.filter(Boolean);');
  script.run(60, 'npm test', 0, { stdout: 'ok 1 - total\nok 2 - discount\n# pass 2\n' });
  script.call(70, 'claude-opus-4-5', 9_100, {
    error: { type: 'RateLimitError', msg: 'slow down', status: 429 },
  });
  script.turn(80, 2, 'src/cart.js', "  const qty = Number(row['qty']);", "  const qty = row['qty'];");
  script.failure(90, {
    error: { type: 'AssertionError', msg: 'Expected values to be strictly equal:\n\n"22" !== 4' },
    location: { file: 'test/cart.test.js', line: 17, function: '<anonymous>' },
    locals: { actual: { t: 'str', v: '22' }, expected: { t: 'int', v: 4 } },
  });
  script.failure(91, {
    locals: { item: { t: 'null' }, qty: { t: 'str', v: '2' }, sum: { t: 'int', v: 0 }, items: ITEMS },
  });
  script.run(92, 'npm test', 1, {
    stdout: 'not ok 1 - total\nok 2 - discount\n# pass 1\n# fail 1\n',
    stderr: STACK,
  });
  script.turn(99, 3, 'src/cart.js', '  sum += item.price;', '  sum += item?.price ?? 0;');
  return script.text();
}

const ITEMS: Fields = {
  t: 'Array',
  n: 12,
  it: 'Object',
  preview: [
    { id: 1, price: 8.5 },
    { id: 2, price: 12 },
    { id: 3, price: null },
  ],
};

const STACK = `/home/ada/shop/src/cart.js:42
    sum += item.price;
                ^

TypeError: Cannot read properties of null (reading 'price')
    at total (/home/ada/shop/src/cart.js:42:17)
    at Object.<anonymous> (/home/ada/shop/test/cart.test.js:9:3)
    at node:internal/main/run_main_module:36:49

Node.js v22.11.0
`;

/** The session before it, which met the same failure. */
export function writeEarlierSession(): string {
  const script = createScript('before1', START_TS - 90_000);
  script.record({ task: 'add discounts', end_ts: START_TS - 89_000, total_tokens: 5_000 });
  script.failure(10);
  script.failure(30);
  script.run(31, 'npm test', 1);
  return script.text();
}
