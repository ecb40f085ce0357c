import type { Verb } from './verb.ts';

/** `agentlog run`. */
export const runVerb: Verb = {
  name: 'run',
  synopsis: '[--name N] [--tty] [--] CMD…',
  summary: 'runs CMD, recorded; if it fails, prints its failures with their variables',
  flags: {
    name: { type: 'string', value: 'N', summary: "what the recorded output is called (default CMD's words)" },
    tty: { type: 'boolean', summary: 'gives CMD the terminal itself: its output is not recorded' },
  },
  details: `
Capture is on in every Node process below CMD. Input, output, signals and exit code pass through. The output's
beginning and end are recorded. Flags behind CMD belong to CMD. CMD sees a pipe in place of the terminal; where it needs the
terminal (an editor, a prompt, colours), --tty.

  $ agentlog run -- node cart.js
  ... what the program prints ...
  agentlog: TypeError: Cannot read properties of null (reading 'price')
    at cart.js:42 total
    item = null
    items = [{id: 1, price: 3}, null]
`,
  passesRest: true,
  // Loaded when it is asked for: every other command would pay for it.
  run: async (call) => (await import('./run/run-command.ts')).runCommand(call),
};
