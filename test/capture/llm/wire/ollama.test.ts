import { JSON_TYPE, lines } from './read.ts';
import { type AnswerRow, testAnswers } from './test-answers.ts';

const OLLAMA = {
  model: 'llama',
  created_at: 'x',
  message: { role: 'assistant', content: 'He' },
  done: false,
};

const OLLAMA_DONE = {
  ...OLLAMA,
  message: { role: 'assistant', content: '' },
  done: true,
  prompt_eval_count: 7,
  eval_count: 2,
};

const TABLE: readonly AnswerRow[] = [
  [
    'Ollama chat as lines',
    {
      format: 'ollama',
      headers: { 'content-type': 'application/x-ndjson' },
      body: lines(
        OLLAMA,
        { ...OLLAMA, message: { content: 'llo', tool_calls: [{ function: { name: 'f', arguments: {} } }] } },
        OLLAMA_DONE,
      ),
    },
    { model: 'llama', response: 'Hello', tools: ['f'], tokens: [7, 2, 9], isComplete: true },
  ],
  [
    'Ollama lines under no content type, broken off',
    { format: 'ollama', body: `${lines(OLLAMA)}{"model":"lla` },
    { model: 'llama', response: 'He', isComplete: false },
  ],
  [
    'Ollama lines under the content type of JSON',
    { format: 'ollama', headers: JSON_TYPE, body: lines(OLLAMA, OLLAMA_DONE) },
    { model: 'llama', response: 'He', tokens: [7, 2, 9], isComplete: true },
  ],
  [
    'Ollama generate whole',
    {
      format: 'ollama',
      headers: JSON_TYPE,
      body: JSON.stringify({ model: 'llama', response: 'Hi', done: true, eval_count: 2 }),
    },
    { model: 'llama', response: 'Hi', tokens: [null, 2, null], isComplete: true },
  ],
  [
    'Ollama, an error among the lines',
    { format: 'ollama', body: lines(OLLAMA, { error: 'out of memory' }) },
    { model: 'llama', response: 'He', error: { type: 'error', msg: 'out of memory' }, isComplete: false },
  ],
];

testAnswers(TABLE);
