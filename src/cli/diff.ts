import { AgentlogError } from '../base/errors.ts';
import { renderTurn } from '../report/render-git-diff.ts';
import { openJournal } from './open-journal.ts';
import { type Call, DONE, type Exit, usageError, type Verb } from './verb.ts';

/** A large repository on a slow disk may take its time: whoever waits at a shell can end it. */
const TIMEOUT_MS = 60_000;
const MAX_TURN_DIGITS = 15;

/** `agentlog diff`. */
export const diffVerb: Verb = {
  name: 'diff',
  synopsis: '[--turn N]',
  summary: 'logs what changed in the git working tree since the last turn',
  flags: {
    turn: { type: 'string', value: 'N', summary: "the turn's number (default the last one's and one)" },
  },
  details: `
Since the session's last diff, or since the session began: committed or not, staged or not, new files too, ignored files
not. The repository is left as it is. "agentlog show git_diff" prints the lines.

  $ agentlog diff
  turn 5  2 files +8 -3
`,
  takesNoWords: true,
  run: logDiff,
};

async function logDiff(call: Call): Promise<Exit> {
  const turnNumber = readTurn(call.value('turn'));
  // Loaded when it is asked for: every other command would pay for it.
  const { createGitDiff } = await import('../capture/git/git-diff.ts');
  const { removeGitState } = await import('../capture/git/git-state.ts');
  const journal = await openJournal(call);
  const storePath = journal.folder().path;
  const isAlone = journal.sessionId() === undefined;
  try {
    const diffs = createGitDiff({ storePath, env: call.env, timeoutMs: TIMEOUT_MS });
    const answer = diffs.diff({ session: () => journal.openSession(), cwd: call.cwd, turnNumber });
    if ('missing' in answer) throw new AgentlogError('AGENTLOG_STORE', answer.missing);
    // A session that opened for this turn alone has no next one.
    if (isAlone) removeGitState(storePath, answer.sessionId);
    if (journal.write('git_diff', answer.payload, answer.sessionId) === '') return { code: 1 };
    call.out.write(`${renderTurn(answer.payload)}\n`);
    return DONE;
  } finally {
    journal.close();
  }
}

/** @throws AGENTLOG_USAGE when it is no whole number from 0 up */
function readTurn(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  if (!/^[0-9]+$/.test(text) || text.length > MAX_TURN_DIGITS) {
    throw usageError(`--turn takes a whole number from 0 on, not ${JSON.stringify(text.slice(0, 80))}`);
  }
  return Number(text);
}
