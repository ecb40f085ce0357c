import { dirname, resolve } from 'node:path';
import { DEFAULT_CONTEXT_TOKENS } from './base/limits.ts';
import { workingFolder } from './base/working-folder.ts';
import { isSessionId } from './event/ids.ts';
import type { Event } from './event/types.ts';
import { redact } from './redact/redact.ts';
import type { ContextOptions } from './report/context/context-options.ts';
import { contextText, contextTextOf, nothingRecorded } from './report/context/context-text.ts';
import { oneLine } from './report/escape-control.ts';
import { findSession, findSessionFor, type Reader } from './session/find-session.ts';
import { readEventsOf as readStoredEventsOf } from './session/read-events.ts';
import type { ReadEventsOptions } from './session/read-events-options.ts';
import { openFolder } from './store/folder/folder.ts';
import { folderStore as createFolderStore } from './store/folder/folder-store.ts';
import { locateFolder } from './store/folder/locate.ts';
import { noTokens, type TokenSummary } from './store/token-summary.ts';
import type { Store, StoreReader } from './store/types.ts';

export { contextText, contextTextOf } from './report/context/context-text.ts';

const MAX_MESSAGE_CHARS = 300;

/**
 * The context of a session, of `recording` where recording is on and no other is asked for. What stands in the way is told in
 * a line in its place; never throws.
 */
export function debugContext(options: ContextOptions, recording: string | undefined): string {
  try {
    const { sessionId } = options;
    const folder = openFolder(ownFolderPath());
    if (sessionId !== undefined && !(isSessionId(sessionId) && folder.has(sessionId)))
      return noSession(sessionId, folder.path);
    const id = sessionId ?? findSession(folder, process.env, recording);
    return id === undefined ? nothingRecorded(folder.path) : contextText(folder, id, maxTokensOf(options));
  } catch (error) {
    return oneLine(redact(error instanceof Error ? error.message : String(error)), MAX_MESSAGE_CHARS);
  }
}

/** The context of a session of any store. A session that is not there is told in a line. @throws what the store throws */
export async function debugContextOf(
  store: StoreReader,
  options: ContextOptions,
  recording: string | undefined,
): Promise<string> {
  const { sessionId } = options;
  if (sessionId !== undefined && !(await store.hasSessions([sessionId])).has(sessionId))
    return noSession(sessionId, store.name);
  const id = sessionId ?? (await findSessionFor(store, reader(recording)));
  return id === undefined
    ? nothingRecorded(store.name)
    : contextTextOf(store, dirname(ownFolderPath()), id, maxTokensOf(options));
}

/** What `readEventsOf` of `session/` gives, for this process. */
export function readEventsOf(
  store: StoreReader,
  options: ReadEventsOptions,
  recording: string | undefined,
): AsyncGenerator<Event, void, undefined> {
  return readStoredEventsOf(store, options, reader(recording));
}

/** What the model calls of a session of any store took. @throws what the store throws */
export async function tokenSummaryOf(
  store: StoreReader,
  sessionId: string | undefined,
  recording: string | undefined,
): Promise<TokenSummary> {
  const id = sessionId ?? (await findSessionFor(store, reader(recording)));
  return id === undefined ? noTokens() : store.tokenSummary(id);
}

/** The store in a folder, `.agentlog` by name; relative to the working directory. @throws AGENTLOG_STORE */
export function folderStore(path: string): Store {
  return createFolderStore(openFolder(resolve(workingFolder(), path)));
}

/** The store folder that this process uses. */
function ownFolderPath(): string {
  return locateFolder(workingFolder(), process.env.AGENTLOG_DIR);
}

function reader(recording: string | undefined): Reader {
  return { env: process.env, cwd: workingFolder(), recording };
}

function maxTokensOf({ maxTokens }: ContextOptions): number {
  const asked = Number(maxTokens ?? DEFAULT_CONTEXT_TOKENS);
  return Number.isNaN(asked) ? DEFAULT_CONTEXT_TOKENS : asked;
}

function noSession(sessionId: string, name: string): string {
  return oneLine(redact(`no session ${sessionId} in ${name}`), MAX_MESSAGE_CHARS);
}
