import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readPrompt } from '../../../src/capture/llm/prompt-text.ts';
import { readResponse } from '../../../src/capture/llm/response-text.ts';

const user = (content: unknown) => ({ role: 'user', content });

test('no code of the value is run: no getter, no trap, no toJSON', () => {
  const fail = (): never => {
    throw new Error('run');
  };
  const traps = Object.fromEntries(Object.getOwnPropertyNames(Reflect).map((name) => [name, fail]));
  const proxy = new Proxy({}, traps);
  const getters = Object.defineProperties(
    { toJSON: fail },
    Object.fromEntries(
      ['role', 'content', 'text', 'messages', 'choices', 'message', 'type', 'then', 'output'].map((key) => [
        key,
        { get: fail, enumerable: true },
      ]),
    ),
  );
  const cycle: Record<string, unknown> = { role: 'user' };
  cycle.content = cycle;
  const list: unknown[] = [];
  list.push(list);
  for (const value of [
    proxy,
    [proxy],
    getters,
    [getters],
    user(proxy),
    user([getters]),
    { messages: proxy },
    { choices: [proxy] },
    new Proxy([], traps),
    cycle,
    list,
    Object.create(proxy),
    Symbol('s'),
    10n,
  ]) {
    assert.equal(typeof readPrompt(value)?.text, 'string');
    const { response, tools } = readResponse(value);
    assert.ok(response !== undefined || tools !== undefined);
  }
});

test('what refers to itself in many ways is given up soon', { timeout: 10_000 }, () => {
  const keys = [
    'messages',
    'contents',
    'input',
    'prompt',
    'text',
    'content',
    'parts',
    'message',
    'choices',
    'output',
    'response',
    'steps',
    'tool_calls',
  ];
  const round: Record<string, unknown> = {};
  for (const key of keys) round[key] = round;
  let lists: unknown[] = [];
  for (let i = 0; i < 10; i += 1) lists = Array(1000).fill(lists);
  for (const value of [round, lists, { messages: lists }, { content: Array(1000).fill(round) }]) {
    assert.ok(readPrompt(value));
    assert.ok(readResponse(value).response);
  }
});
