import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openFolder } from '../../../src/store/folder/folder.ts';
import { summarizeTokens } from '../../../src/store/folder/summarize-tokens.ts';
import { createTempFolder } from './fixtures.ts';
import { makeEvent, makeRecord } from './make-lines.ts';

const ID = 'sess_abcdefgh';
const NONE = { total_tokens: 0, by_model: {} };

function folderWith(...calls: Record<string, unknown>[]) {
  const folder = openFolder(`${createTempFolder()}/.agentlog`);
  folder.create(makeRecord(ID));
  for (const fields of calls) folder.append(makeEvent(ID, 'x', { event_type: 'llm_call', ...fields }));
  return folder;
}

test('the calls of each model and their tokens are summed, the model with most tokens first', () => {
  const folder = folderWith(
    { model: 'gpt-3.5-turbo', tokens_in: 1000, tokens_out: 220, tokens_total: 1220 },
    {
      model: 'gpt-4',
      tokens_in: 10_000,
      tokens_out: 4000,
      tokens_total: 14_000,
      tokens_cached: 9000,
      tokens_reasoning: 3000,
    },
    { model: 'gpt-4', tokens_in: 200, tokens_out: null, tokens_total: null, error: { type: 'E', msg: '' } },
    { event_type: 'decision', model: 'gpt-4', tokens_total: 5 },
  );
  assert.equal(
    JSON.stringify(summarizeTokens(folder, ID)),
    '{"total_tokens":15420,"by_model":{"gpt-4":{"calls":2,"tokens":14200},"gpt-3.5-turbo":{"calls":1,"tokens":1220}}}',
  );
});

test('models with as many tokens come by their calls, then by their names', () => {
  const folder = folderWith({ model: 'b' }, { model: 'c' }, { model: 'a' }, { model: 'c' });
  assert.deepEqual(Object.keys(summarizeTokens(folder, ID).by_model), ['c', 'a', 'b']);
});

test('a model may have any name', () => {
  const names = ['__proto__', 'constructor', 'toString', '', 'a\nb', '7'];
  const { by_model } = summarizeTokens(folderWith(...names.map((model) => ({ model, tokens_total: 1 }))), ID);
  assert.deepEqual(Object.keys(by_model).sort(), [...names].sort());
  assert.equal(Object.getPrototypeOf(by_model), Object.prototype);
  assert.equal(({} as { tokens?: number }).tokens, undefined);
});

test('a session without calls, without a file, or of a folder that is not there has no tokens', () => {
  assert.deepEqual(summarizeTokens(folderWith(), ID), NONE);
  assert.deepEqual(summarizeTokens(folderWith(), 'sess_nothere'), NONE);
  assert.deepEqual(summarizeTokens(openFolder(`${createTempFolder()}/.agentlog`), ID), NONE);
});

test('numbers that are none count nothing', () => {
  const bad = [
    { tokens_total: -5 },
    { tokens_total: '7' },
    { tokens_in: [1], tokens_out: 2 },
    {},
    { model: 7, tokens_total: 3 },
  ];
  const folder = folderWith(...bad.map((fields) => ({ model: 'm', ...fields })));
  assert.deepEqual(summarizeTokens(folder, ID), {
    total_tokens: 2,
    by_model: { m: { calls: 4, tokens: 2 } },
  });
});
