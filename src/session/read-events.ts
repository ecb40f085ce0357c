import { reportFault } from '../base/notice.ts';
import { isSessionId } from '../event/ids.ts';
import type { Event } from '../event/types.ts';
import { openFolder } from '../store/folder/folder.ts';
import { locateFolder } from '../store/folder/locate.ts';
import { selectEvents } from '../store/folder/select-events.ts';
import type { StoreReader } from '../store/types.ts';
import { findSession, findSessionFor, type Reader } from './find-session.ts';
import type { ReadEventsOptions } from './read-events-options.ts';

/** The events of a session in any store, as `readEvents` gives those of the folder. @throws what the store throws */
export async function* readEventsOf(
  store: StoreReader,
  { sessionId, type, last }: ReadEventsOptions,
  reader: Reader,
): AsyncGenerator<Event, void, undefined> {
  if (last !== undefined && !(last > 0)) return;
  const id = sessionId ?? (await findSessionFor(store, reader));
  if (id === undefined) return;
  for await (const page of store.events({ sessionId: id, type, last }))
    for (const { event } of page) yield event;
}

/** The events of a session in the store folder that this process uses, oldest first, as they are stored. Never throws. */
export function* readEvents(
  options: ReadEventsOptions,
  { env, cwd, recording }: Reader,
): Generator<Event, void, undefined> {
  const { sessionId, type, last } = options;
  if (last !== undefined && !(last > 0)) return;
  try {
    const folder = openFolder(locateFolder(cwd, env.AGENTLOG_DIR));
    const id = sessionId ?? findSession(folder, env, recording);
    if (id === undefined || !isSessionId(id)) return;
    for (const { event } of selectEvents(folder, [{ id }], { type, last })) yield event;
  } catch (fault) {
    reportFault(fault);
  }
}
