import { detectAgent } from '../session/agent.ts';
import { openJournal } from './open-journal.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

/** Names a session that was opened from a shell with no agent around it. */
const NO_AGENT = 'shell';

/** `agentlog start`. */
export const startVerb: Verb = {
  name: 'start',
  synopsis: '[AGENT] TASK',
  summary: 'opens a session, makes it current and prints its id',
  flags: {},
  details: `
AGENT is the agent that the environment shows if it is not given, else "${NO_AGENT}". What runs afterwards in this folder
or below logs to the session until "agentlog end".

  $ agentlog start cursor 'fix validation bug'
  sess_k3v7q2mzd5xw4h6n
`,
  run: startSession,
};

async function startSession(call: Call): Promise<Exit> {
  const [first, second, ...more] = call.words;
  if (first === undefined) throw usageError('start needs a task: agentlog start [AGENT] TASK');
  if (more.length > 0) throw usageError('start takes at most two words: put the task between quotes');
  const agent = second === undefined ? (detectAgent(call.env)?.name ?? NO_AGENT) : first;
  const journal = await openJournal(call);
  // Asked for first because it throws what is wrong with the folder; a later fault the journal tells by itself.
  const storePath = journal.folder().path;
  const id = journal.startSession(agent, second ?? first);
  if (id === '') {
    journal.close();
    return { code: 1 };
  }
  // What the first turn's diff is compared with; where there is no git working tree there is nothing to keep.
  const { createGitDiff } = await import('../capture/git/git-diff.ts');
  createGitDiff({ storePath, env: call.env }).begin(id, call.cwd);
  call.out.write(`${id}\n`);
  return journal.close() ? DONE : { code: 1 };
}
