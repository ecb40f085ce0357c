/** What every call asks, and how many tokens every answer says that it took. */
export const MODEL = 'gpt-4.1-mini';
export const TOKENS = { input: 187, output: 142 };

/** How many chunks of text a streamed answer has. */
export const CHUNKS = 1000;

export const MESSAGES = [
  {
    role: 'system',
    content:
      'You help programmers to find bugs. Answer in a few short sentences, name the file and the line that you mean, and ' +
      'say what you are not sure of. Do not repeat the question.',
  },
  {
    role: 'user',
    content:
      'The checkout test fails since yesterday: "expected 40, got 44" in test/checkout.test.js, line 31. The discount is ' +
      'read in src/discount.js, applied in src/cart.js, and the tests pass when I run them alone. What should I look at first?',
  },
];

const WORDS = (
  'The total is four too high , which is ten percent of the sum : so the discount is applied to the price with tax in one run ' +
  'and to the one without it in the other . Look at src/cart.js first : `total` reads the rate when the module is loaded , and a ' +
  'test before this one sets it and does not put it back . Run the two tests of test/discount.test.js together with the failing ' +
  'one to see it . I am not sure about the tax table , as I have not seen it .'
).split(' ');

/** The text of the whole answer. */
export const ANSWER = WORDS.join(' ');

const usage = {
  prompt_tokens: TOKENS.input,
  completion_tokens: TOKENS.output,
  total_tokens: TOKENS.input + TOKENS.output,
  prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
  completion_tokens_details: {
    reasoning_tokens: 0,
    audio_tokens: 0,
    accepted_prediction_tokens: 0,
    rejected_prediction_tokens: 0,
  },
};

const head = (call, object) => ({
  id: `chatcmpl-CeQ7v${String(call).padStart(9, '0')}hFn2xWkLpZt`,
  object,
  created: 1_763_800_000 + call,
  model: `${MODEL}-2025-04-14`,
});

/** A whole answer, about 1 KB. */
export function answer(call) {
  return {
    ...head(call, 'chat.completion'),
    choices: [
      {
        index: 0,
        message: { role: 'assistant', content: ANSWER, refusal: null, annotations: [] },
        logprobs: null,
        finish_reason: 'stop',
      },
    ],
    usage,
    service_tier: 'default',
    system_fingerprint: 'fp_e41b2ad09c',
  };
}

/** The chunk of a streamed answer that brings the word of this number; about 260 bytes. */
export function chunk(call, index) {
  return {
    ...head(call, 'chat.completion.chunk'),
    service_tier: 'default',
    choices: [
      {
        index: 0,
        delta: { content: `${WORDS[index % WORDS.length]} ` },
        logprobs: null,
        finish_reason: null,
      },
    ],
    usage: null,
  };
}

/** The chunk before a stream's end, with the counts. */
export function usageChunk(call) {
  return { ...chunk(call, 0), choices: [], usage };
}
