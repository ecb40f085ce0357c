import { AgentlogError } from '../base/errors.ts';
import { openJournal } from './open-journal.ts';
import { type Call, DONE, type Exit, type Verb } from './verb.ts';

/** `agentlog end`. */
export const endVerb: Verb = {
  name: 'end',
  synopsis: '',
  summary: 'closes the current session',
  flags: {},
  details: `
Prints nothing. With AGENTLOG_SESSION set, that session is the current one.

  $ agentlog end
`,
  takesNoWords: true,
  run: endSession,
};

async function endSession(call: Call): Promise<Exit> {
  const journal = await openJournal(call);
  const folder = journal.folder();
  const id = journal.sessionId();
  if (id === undefined || !folder.has(id)) {
    throw new AgentlogError('AGENTLOG_SESSION', 'no session is open here');
  }
  journal.endSession();
  return journal.close() ? DONE : { code: 1 };
}
