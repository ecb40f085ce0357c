import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import type { Event } from '../../../src/event/types.ts';
import { fitRow, fitSession } from '../../../src/store/d1/fit-row.ts';
import { makeEvent, makeRecord } from '../folder/make-lines.ts';
import { event, type Fields, fit, LONG, MB } from './fit.ts';
import { lineOf } from './line-of.ts';

test('a row that D1 takes stays as it is', () => {
  for (const answer of ['yes', 'x'.repeat(MB)]) {
    const line = lineOf(makeEvent('sess_abcdefgh', answer));
    assert.equal(fitRow(line), line);
  }
});

test('a failure keeps its error, its place and fifty variables, each cut as any field', () => {
  const cut = fit(
    event('failure', {
      notes: Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`k${i}`, i])),
      error: { cause: { type: 'E', msg: LONG }, type: 'RangeError', msg: LONG },
      location: { file: 'src/a.ts', line: 3, function: 'f' },
      locals: Object.fromEntries([
        ['text', { t: 'str', v: LONG }],
        ['list', { t: 'Array', v: [1, 2, 3, 4, 5, 6, 7] }],
        ...Array.from({ length: 98 }, (_, i) => [`v${i}`, { t: 'int', v: i }]),
      ]),
    }),
  );
  const { error, location, locals, notes } = cut as {
    error: Fields;
    location: Fields;
    locals: Fields;
    notes: Fields;
  };
  assert.deepEqual(error, {
    cause: { type: 'E', msg: LONG.slice(0, 200), truncated: LONG.length },
    type: 'RangeError',
    msg: LONG.slice(0, 200),
    truncated: LONG.length,
  });
  assert.deepEqual(location, { file: 'src/a.ts', line: 3, function: 'f' });
  assert.equal(Object.keys(locals).length, 50);
  assert.deepEqual(locals.text, { t: 'str', v: LONG.slice(0, 200), truncated: LONG.length });
  assert.deepEqual(locals.list, { t: 'Array', v: { t: 'Array', n: 7, preview: [1, 2, 3] } });
  assert.deepEqual([notes.t, notes.n, Object.keys(notes.v as Fields).length], ['Object', 90, 20]);
});

test('a tool keeps the beginning and the end of each stream, and how much there was', () => {
  const cut = fit(
    event('tool_output', {
      call_id: 'tool_a',
      tool: 'npm',
      stdout: `first\n${LONG}\nlast`,
      stderr: 'short',
      exit_code: 1,
      duration_ms: 2,
    }),
  );
  const stdout = String(cut.stdout);
  assert.match(stdout, /^first\n[\s\S]*\[… \d+ bytes missing …\][\s\S]*\nlast$/);
  assert.ok(Buffer.byteLength(stdout) <= 10_240);
  assert.deepEqual([cut.stderr, cut.exit_code, cut.truncated], ['short', 1, { stdout: LONG.length + 11 }]);
});

test('a stream that was cut before keeps its full size', () => {
  const cut = fit(
    event('tool_output', {
      tool: 'npm',
      stdout: LONG,
      stderr: '',
      exit_code: 0,
      duration_ms: 2,
      truncated: { stdout: 77 * MB },
    }),
  );
  assert.deepEqual(cut.truncated, { stdout: 77 * MB });
});

test('a diff keeps its first fifty lines', () => {
  const cut = fit(
    event('git_diff', {
      turn_number: 1,
      files_changed: 1,
      lines_added: 400_000,
      lines_removed: 0,
      diff: '+line\n'.repeat(400_000),
      truncated: false,
    }),
  );
  assert.deepEqual([cut.diff, cut.truncated, cut.lines_added], ['+line\n'.repeat(50), true, 400_000]);
});

test('a model call keeps its numbers, a decision its question', () => {
  const call = fit(
    event('llm_call', { model: 'm', tokens_in: 5, tokens_total: 7, prompt: { t: 'str', v: LONG } }),
  );
  assert.deepEqual(
    [call.model, call.tokens_in, call.tokens_total, call.prompt],
    ['m', 5, 7, { t: 'str', v: LONG.slice(0, 200), truncated: LONG.length }],
  );
  const decision = fit(
    event('decision', {
      ...Object.fromEntries(Array.from({ length: 30 }, (_, i) => [`a${i}`, LONG.slice(0, 90_000)])),
      question: 'q',
    }),
  );
  assert.equal(decision.question, 'q');
});

test('a cut tears no secret, and shows none', () => {
  const secret = `ghp_${randomBytes(18).toString('hex')}`;
  for (const padding of [170, 185, 195, 199]) {
    const fields = { question: `${'a '.repeat(padding).slice(0, padding)}${secret}`, more: LONG };
    const text = JSON.stringify(fit(event('decision', fields)));
    assert.ok(!text.includes(secret.slice(0, 8)), text);
  }
});

test('the text is cut, not the event, which may be older than the last redaction', () => {
  const given = event('decision', { question: 'what was a secret', more: LONG });
  const fitted = fitRow({ event: given, text: JSON.stringify(given).replace('what was a secret', 'hidden') });
  assert.equal((fitted.event as unknown as Fields).question, 'hidden');
  const broken = fitRow({ event: given, text: `no JSON ${LONG}` });
  assert.equal((broken.event as unknown as Fields).question, 'what was a secret');
});

test('what was cut before keeps the size of the first', () => {
  const cut = fitRow(lineOf(event('later_kind', { text: LONG, cut_from_bytes: 9 * MB })));
  assert.equal((cut.event as unknown as Fields).cut_from_bytes, 9 * MB);
});

test('an id of more than 200 characters becomes its beginning and a hash of the whole, the same for an event and its session', () => {
  const long = (end: string) => `sess_${'a b '.repeat(MB / 4)}${end}`;
  const fitted = ['x', 'x', 'y'].map((end) =>
    fitRow(
      lineOf({
        ...makeEvent(long(end)),
        id: `dec_${'b'.repeat(500)}${end}`,
        event_type: 'k'.repeat(5 * MB),
      } as unknown as Event),
    ),
  );
  const ids = fitted.map((line) => [line.event.session_id, line.event.id]);
  assert.deepEqual(ids[0], ids[1]);
  assert.notEqual(ids[0]?.[0], ids[2]?.[0]);
  assert.notEqual(ids[0]?.[1], ids[2]?.[1]);
  for (const id of ids.flat()) assert.ok(id.length <= 200, id);
  assert.equal(fitSession(makeRecord(long('x'))).session_id, ids[0]?.[0]);
  for (const {
    event: { event_type },
    text,
  } of fitted)
    assert.deepEqual([event_type.length, text.length < 2_000], [200, true]);
  // What is shortened stays as it is when it is given once more.
  const [first] = fitted;
  assert.ok(first !== undefined);
  assert.equal(fitRow(first), first);
});

test('two ids that differ in half a character alone stay two', () => {
  const [one, two] = ['dec_\ud800', 'dec_\ud801'].map(
    (id) => fitRow(lineOf(event('later_kind', { id }))).event.id,
  );
  assert.notEqual(one, two);
  assert.ok(one?.isWellFormed() && two?.isWellFormed());
});

test("a session's texts are cut to 200 characters", () => {
  const record = makeRecord('sess_abcdefgh', {
    agent_name: LONG as never,
    task: 7 as never,
    total_tokens: 5,
  });
  assert.deepEqual(fitSession(record), { ...record, agent_name: LONG.slice(0, 200), task: null });
});
