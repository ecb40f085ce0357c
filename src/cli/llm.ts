import type { Verb } from './verb.ts';

/** `agentlog llm`. */
export const llmVerb: Verb = {
  name: 'llm',
  synopsis: '--model M --in N --out N [--prompt T] [--response T] [--ms N]',
  summary: 'logs a model call',
  flags: {
    model: { type: 'string', value: 'M', summary: 'the model that was asked' },
    in: { type: 'string', value: 'N', summary: 'input tokens, those from a cache too' },
    out: { type: 'string', value: 'N', summary: 'output tokens, reasoning too' },
    prompt: { type: 'string', value: 'T', summary: 'what was asked; the first 200 characters are kept' },
    response: { type: 'string', value: 'T', summary: 'what came back; likewise' },
    ms: { type: 'string', value: 'N', summary: 'how long it took, in milliseconds' },
  },
  details: `
Prints the event's id. Secrets in the texts are redacted.

  $ agentlog llm --model gpt-4 --in 1250 --out 450 --prompt 'Fix the bug' --ms 2340.5
  llm_k3v7q2mzd5xw4h6n
`,
  // Loaded when it is asked for: every other command would pay for it.
  run: async (call) => (await import('./llm/log-call.ts')).logCall(call),
};
