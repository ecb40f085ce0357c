import type { Verb } from './verb.ts';

/** `agentlog push`. */
export const pushVerb: Verb = {
  name: 'push',
  synopsis: '[--init] [--again] [--follow]',
  summary: 'sends what is new to a D1 database',
  flags: {
    init: { type: 'boolean', summary: 'makes the tables and indexes first, where they are missing' },
    again: { type: 'boolean', summary: 'sends everything once more; what is there already stays as it is' },
    follow: {
      type: 'boolean',
      summary: 'goes on with what is logged from now on, until Ctrl-C or the end of a piped stdin',
    },
  },
  details: `
CLOUDFLARE_ACCOUNT_ID and AGENTLOG_D1_DATABASE_ID name the database; CLOUDFLARE_API_TOKEN is a token that may edit D1. A
push goes on where the last one ended, even if that was killed; several at once do no harm. With AGENTLOG_D1=true a
recorded program pushes while it runs.

  $ agentlog push --init
  pushed 1204 events of 3 sessions
  $ agentlog push
  nothing to push
`,
  takesNoWords: true,
  // Loaded when it is asked for: every other command would pay for it.
  run: async (call) => (await import('./push/push.ts')).push(call),
};
