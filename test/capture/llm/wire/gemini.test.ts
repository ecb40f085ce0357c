import { JSON_TYPE, SSE, sse } from './read.ts';
import { type AnswerRow, testAnswers } from './test-answers.ts';

const GEMINI = {
  candidates: [{ content: { parts: [{ text: 'think', thought: true }, { text: 'Hi' }], role: 'model' } }],
  usageMetadata: { promptTokenCount: 5, totalTokenCount: 5 },
  modelVersion: 'gemini-x',
};

const GEMINI_LAST = {
  candidates: [{ content: { parts: [{ functionCall: { name: 'find', args: {} } }] }, finishReason: 'STOP' }],
  usageMetadata: { promptTokenCount: 5, candidatesTokenCount: 3, thoughtsTokenCount: 2, totalTokenCount: 10 },
};

const TABLE: readonly AnswerRow[] = [
  [
    'Gemini as server-sent events',
    { format: 'gemini', headers: SSE, body: sse(GEMINI, GEMINI_LAST) },
    {
      model: 'gemini-x',
      response: 'Hi',
      tools: ['find'],
      tokens: [5, 5, 10],
      reasoning: 2,
      isComplete: true,
    },
  ],
  [
    'Gemini as an array',
    {
      format: 'gemini',
      headers: JSON_TYPE,
      body: `[${JSON.stringify(GEMINI)}\n,\r\n${JSON.stringify(GEMINI_LAST)}\n]`,
    },
    {
      model: 'gemini-x',
      response: 'Hi',
      tools: ['find'],
      tokens: [5, 5, 10],
      reasoning: 2,
      isComplete: true,
    },
  ],
  [
    'Gemini as an array that breaks off',
    { format: 'gemini', headers: JSON_TYPE, body: `[${JSON.stringify(GEMINI_LAST)}\n,\r\n{"candidates":[{` },
    { tools: ['find'], tokens: [5, 5, 10], reasoning: 2, isComplete: true },
  ],
  [
    'Gemini, a blocked prompt',
    {
      format: 'gemini',
      body: JSON.stringify({
        promptFeedback: { blockReason: 'SAFETY' },
        usageMetadata: { promptTokenCount: 4, totalTokenCount: 4 },
      }),
    },
    { tokens: [4, 0, 4], error: { type: 'SAFETY', msg: 'The prompt was blocked.' }, isComplete: true },
  ],
  [
    'Gemini within Code Assist',
    { format: 'gemini', headers: SSE, body: sse({ response: GEMINI_LAST }) },
    { tools: ['find'], tokens: [5, 5, 10], reasoning: 2, isComplete: true },
  ],
];

testAnswers(TABLE);
