import assert from 'node:assert/strict';
import { test } from 'node:test';
import { tokensOf } from '../../../src/event/call-tokens.ts';
import { createScanCall } from '../../../src/event/scan-call.ts';
import { summarizeTokens } from '../../../src/store/folder/summarize-tokens.ts';
import { tallySession } from '../../../src/store/folder/tally-session.ts';
import { folderWith } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_abcdefgh';
const RECORD = JSON.stringify(makeRecord(ID));
const call = (fields: Record<string, unknown>): string =>
  JSON.stringify({
    event_type: 'llm_call',
    id: 'llm_1',
    session_id: ID,
    ts: 1.25,
    model: 'gpt-4',
    tokens_in: 10,
    tokens_out: 5,
    tokens_total: 15,
    prompt: { t: 'str', v: 'a "quoted" \n é' },
    ...fields,
  });
const PLAIN = call({});

const scan = (line: string, sessionId = ID): unknown => {
  const bytes = Buffer.from(`xx${line}yy`);
  const found = createScanCall(sessionId)(bytes, 2, bytes.length - 2);
  return found && [found.model, found.tokensIn, found.tokensOut, found.tokensTotal];
};

const SCANNED: readonly (readonly [title: string, line: string, expected: unknown])[] = [
  ['a call', PLAIN, ['gpt-4', 10, 5, 15]],
  [
    'a call without numbers',
    call({ tokens_in: null, tokens_out: null, tokens_total: null }),
    ['gpt-4', undefined, undefined, undefined],
  ],
  ['numbers of another kind', call({ tokens_in: '7', tokens_total: {} }), ['gpt-4', undefined, 5, undefined]],
  [
    'keys within a value',
    call({ prompt: { t: 'Object', v: { model: 'x', tokens_in: 3 } } }),
    ['gpt-4', 10, 5, 15],
  ],
  ['a key that comes twice', PLAIN.replace('{', '{"tokens_in":1,"model":"old",'), ['gpt-4', 10, 5, 15]],
  ['a fraction', call({ tokens_in: 1.5 }), undefined],
  ['a negative number', call({ tokens_in: -1 }), undefined],
  ['a number beyond what is exact', PLAIN.replace('":10,', '":12345678901234567890,'), undefined],
  ['an exponent', PLAIN.replace('":10,', '":1e3,'), undefined],
  ['a time without an end', PLAIN.replace('1.25', '1e999'), undefined],
  ['a model of other letters', call({ model: 'modèle' }), undefined],
  ['a model with an escape', call({ model: 'a"b' }), undefined],
  ['a model that is none', call({ model: null }), undefined],
  ['a key with an escape', PLAIN.replace('"tokens_in"', '"tokens\\u005fin"'), undefined],
  ['a key that changes what a copy inherits', PLAIN.replace('{', '{"__proto__":{},'), undefined],
  ['another session', PLAIN.replace(ID, 'sess_otherone'), undefined],
  ['another kind', PLAIN.replace('"llm_call"', '"dream"'), undefined],
  ['no id', PLAIN.replace('"id":"llm_1",', ''), undefined],
  ['white space', PLAIN.replace(':', ': '), undefined],
  ['a torn line', PLAIN.slice(0, -1), undefined],
  ['more behind its end', `${PLAIN}}`, undefined],
  ['nothing', '', undefined],
];
for (const [title, line, expected] of SCANNED) {
  test(`of ${title}, the scan gives what parsing gives or leaves it to the parser`, () => {
    assert.deepEqual(scan(line), expected);
  });
}

test('no beginning of a call is taken for one, and one scan reads many models', () => {
  for (let i = 0; i < PLAIN.length; i += 1) assert.equal(scan(PLAIN.slice(0, i)), undefined);
  const scanCall = createScanCall(ID);
  for (let i = 0; i < 200; i += 1) {
    const bytes = Buffer.from(call({ model: `model-${i % 100}` }));
    const { model } = scanCall(bytes, 0, bytes.length) ?? {};
    // So many names are known at one time.
    assert.ok(model === `model-${i % 100}` || (model === undefined && i % 100 > 50), model);
  }
});

const PIECES = [
  ...SCANNED.map(([, line]) => line),
  PLAIN.slice(0, 90) + PLAIN,
  `${PLAIN.slice(0, 90)}${RECORD}`,
  `${'\0'.repeat(50)}${PLAIN}`,
  JSON.stringify(makeEvent(ID, 'x')),
  JSON.stringify(makeEvent(ID, '{"event_type":"llm_call"')),
  JSON.stringify(makeEvent('sess_otherone', 'x')),
  JSON.stringify(makeEvent(ID, 'x', { event_type: 'tool_output' })).slice(0, -9),
];

test('the tokens of a damaged log are those of the lines that a reader gives', () => {
  const text = Array.from({ length: 2000 }, (_, i) => PIECES[(i * 7919) % PIECES.length]).join('\n');
  const folder = folderWith(`${RECORD}\n${text}\n`);
  let tokens = 0;
  let calls = 0;
  const events: Record<string, number> = {};
  for (const line of folder.read(ID)) {
    if (line.kind === 'session') continue;
    const { event_type: kind } = line.event;
    events[kind] = (events[kind] ?? 0) + 1;
    tokens += tokensOf(line.event);
    if (kind === 'llm_call') calls += 1;
  }
  const summary = summarizeTokens(folder, ID);
  assert.equal(summary.total_tokens, tokens);
  assert.equal(
    Object.values(summary.by_model).reduce((sum, model) => sum + model.calls, 0),
    calls,
  );
  const tally = tallySession(folder, ID);
  assert.deepEqual([tally?.events, tally?.record.total_tokens], [events, tokens]);
});

test('a session whose record was lost is counted from its events', () => {
  const folder = folderWith(`${PLAIN}\n${PLAIN}\n`);
  const { record, events } = tallySession(folder, ID) ?? {};
  assert.deepEqual([record?.start_ts, record?.agent_name, events], [1.25, null, { llm_call: 2 }]);
  assert.equal(tallySession(folder, 'sess_nothere'), undefined);
  assert.equal(tallySession(folderWith('torn'), ID), undefined);
});
