import type { Environment } from '../base/environment.ts';
import { reportFault } from '../base/notice.ts';
import { isSessionId } from '../event/ids.ts';
import type { Event } from '../event/types.ts';
import { openFolder } from '../store/folder/folder.ts';
import { locateFolder } from '../store/folder/locate.ts';
import { selectEvents } from '../store/folder/select-events.ts';
import { findSession } from './find-session.ts';
import type { ReadEventsOptions } from './read-events-options.ts';

/** The events of a session in the store folder that this process uses, oldest first, as they are stored. Never throws. */
export function* readEvents(
  options: ReadEventsOptions,
  world: { readonly env: Environment; readonly cwd: string; readonly current?: string | undefined },
): Generator<Event, void, undefined> {
  const { sessionId, type, last } = options;
  if (last !== undefined && !(last > 0)) return;
  try {
    const folder = openFolder(locateFolder(world.cwd, world.env.AGENTLOG_DIR));
    const id = sessionId ?? findSession(folder, world.env, world.current);
    if (id === undefined || !isSessionId(id)) return;
    for (const { event } of selectEvents(folder, [{ id }], { type, last })) yield event;
  } catch (fault) {
    reportFault(fault);
  }
}
