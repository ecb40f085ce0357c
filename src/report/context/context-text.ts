import type { Folder } from '../../store/folder/types.ts';
import type { StoreReader } from '../../store/types.ts';
import { collectContext, collectContextOf } from './collect-context.ts';
import { renderContext } from './render-context.ts';

/**
 * What an agent needs to debug a session now, within a budget of tokens, in lines that are safe to print; without a newline at
 * its end. Takes some 0.1 s, at most 1 s, whatever the size of the log. @throws what the folder throws
 */
export function contextText(folder: Folder, sessionId: string, maxTokens: number): string {
  return renderContext(collectContext(folder, sessionId), maxTokens);
}

/**
 * What `contextText` gives, of a session in any store, with the sources and git's state of the working tree at `root`. Asks the
 * store some 50 times at most, as long as no more than 15 s went by. @throws what the store throws
 */
export async function contextTextOf(
  store: StoreReader,
  root: string,
  sessionId: string,
  maxTokens: number,
): Promise<string> {
  return renderContext(await collectContextOf(store, root, sessionId), maxTokens);
}

/** What there is to say of a store without a session. */
export function nothingRecorded(storeName: string): string {
  return `nothing was recorded in ${storeName}; agentlog run -- CMD records a command`;
}
