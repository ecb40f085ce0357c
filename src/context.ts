import { DEFAULT_CONTEXT_TOKENS } from './base/limits.ts';
import { workingFolder } from './base/working-folder.ts';
import { isSessionId } from './event/ids.ts';
import { redact } from './redact/redact.ts';
import type { ContextOptions } from './report/context/context-options.ts';
import { contextText, nothingRecorded } from './report/context/context-text.ts';
import { oneLine } from './report/escape-control.ts';
import { findSession } from './session/find-session.ts';
import { createJournal } from './session/journal.ts';

export { contextText, nothingRecorded } from './report/context/context-text.ts';

const MAX_MESSAGE_CHARS = 300;

/**
 * The context of a session, of `recording` where recording is on and no other is asked for. What stands in the way is told in
 * a line in its place; never throws.
 */
export function debugContext(options: ContextOptions, recording: string | undefined): string {
  try {
    const { sessionId } = options;
    const asked = Number(options.maxTokens ?? DEFAULT_CONTEXT_TOKENS);
    const maxTokens = Number.isNaN(asked) ? DEFAULT_CONTEXT_TOKENS : asked;
    const folder = createJournal({ env: process.env, cwd: workingFolder(), argv: process.argv }).folder();
    if (sessionId !== undefined && !(isSessionId(sessionId) && folder.has(sessionId)))
      return oneLine(redact(`no session ${sessionId} in ${folder.path}`), MAX_MESSAGE_CHARS);
    const id = sessionId ?? findSession(folder, process.env, recording);
    return id === undefined ? nothingRecorded(folder) : contextText(folder, id, maxTokens);
  } catch (error) {
    return oneLine(redact(error instanceof Error ? error.message : String(error)), MAX_MESSAGE_CHARS);
  }
}
