import type { Verb } from './verb.ts';

/** `agentlog decide`. */
export const decideVerb: Verb = {
  name: 'decide',
  synopsis: 'QUESTION ANSWER [--reason T] [--context NAME=VALUE]…',
  summary: 'logs a decision: what was asked, what was answered, and why',
  flags: {
    reason: { type: 'string', value: 'T', summary: 'why it was answered so' },
    context: {
      type: 'string',
      value: 'NAME=VALUE',
      summary: 'what the answer was drawn from; may be given several times',
      repeats: true,
    },
  },
  details: `
true, false, null and numbers are logged as such, everything else as text. A VALUE under the name of a secret is hidden.

  $ agentlog decide 'Should retry failed request?' true --reason 'error_count < 3' --context error_count=1
  dec_k3v7q2mzd5xw4h6n Should retry failed request? -> true  (error_count < 3)  error_count=1
`,
  // Loaded when it is asked for: every other command would pay for it.
  run: async (call) => (await import('./decide/log-decision.ts')).logDecision(call),
};
