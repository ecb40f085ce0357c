import { oneLine } from '../escape-control.ts';
import { renderDuration, renderTime } from '../render-time.ts';
import type { SessionNote } from './types.ts';

const MAX_TASK_CHARS = 200;
const SHORT_TASK_CHARS = 60;
const MAX_AGENT_CHARS = 64;

/**
 * The session on one line, from its longest form to its shortest. A session that nobody named has as its task the command that
 * `ran`, which another line tells.
 *
 * @example
 * // session: claude, "fix the checkout", 12 min 5 s until 2026-02-14T17:33:40Z, open, git main 3f2a91c, 15420 tokens
 */
export function sessionLines(session: SessionNote, ran: string | undefined): string[] {
  const { agent, task, seconds, endTs, isOpen, tokens, isTokensPartial, gitHead } = session;
  const name = oneLine(agent ?? 'unknown agent', MAX_AGENT_CHARS);
  const end = `${renderDuration(seconds * 1000)} until ${renderTime(endTs)}, ${isOpen ? 'open' : 'closed'}`;
  const head = gitHead === undefined ? '' : `, git ${oneLine(gitHead, MAX_AGENT_CHARS)}`;
  const sum = tokens === 0 ? '' : `, ${isTokensPartial ? 'at least ' : ''}${tokens} tokens`;
  const of = (maxChars: number): string =>
    task === null || task === ran ? '' : `, ${JSON.stringify(oneLine(task, maxChars))}`;
  return [
    `session: ${name}${of(MAX_TASK_CHARS)}, ${end}${head}${sum}`,
    `session: ${name}${of(SHORT_TASK_CHARS)}, ${renderDuration(seconds * 1000)}${head}${sum}`,
    `session: ${name}${of(SHORT_TASK_CHARS)}`,
  ];
}
