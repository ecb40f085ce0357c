import { dirname } from 'node:path';
import { type Clock, systemClock } from '../base/clock.ts';
import { type Environment, readSettings } from '../base/environment.ts';
import { guarded } from '../base/notice.ts';
import { fillFromPool } from '../base/random.ts';
import { callIdOf, createEventId, createSessionId, type FillRandom, suffixOf } from '../event/ids.ts';
import { encodeEvent } from '../event/line.ts';
import { openFolder } from '../store/folder/folder.ts';
import { locateFolder } from '../store/folder/locate.ts';
import { readStart } from '../store/folder/read-session.ts';
import type { Folder } from '../store/folder/types.ts';
import { type Agent, detectAgent } from './agent.ts';
import { deriveSessionId } from './agent-session.ts';
import { commandLine } from './command-line.ts';
import { createContexts } from './contexts.ts';
import { createCrossing } from './crossing.ts';
import { judgeSession } from './judge-session.ts';
import { createLosses } from './losses.ts';
import { resolveSession } from './resolve.ts';
import { createSessionFiles } from './session-files.ts';
import { openThreads } from './threads.ts';
import type { Journal, Payloads } from './types.ts';

/** What a journal is told of its process, once. */
export interface JournalOptions {
  readonly env: Environment;
  /** The working directory at the start: a later `chdir` does not move the log. */
  readonly cwd: string;
  /** As in `process.argv`. */
  readonly argv: readonly string[];
  /** @defaultValue the system's clock */
  readonly clock?: Clock;
  /** @defaultValue Node's generator */
  readonly fillRandom?: FillRandom;
}

/**
 * How long the folder's current session is taken as read, in seconds: another process may set or clear it while this one
 * runs, and reading it costs as much as writing an event.
 */
const CURRENT_TRUST_S = 0.25;

/** The journal of this thread. Touches no file until something is asked of it or written. */
export function createJournal(options: JournalOptions): Journal {
  const { env, cwd, argv, clock = systemClock, fillRandom = fillFromPool } = options;
  const settings = readSettings(env);
  const agent: Agent | undefined = detectAgent(env);
  const threads = openThreads(fillRandom);
  const environment = judgeSession(settings.session);
  const crossing = createCrossing(threads.failures, threads.id, clock);
  const contexts = createContexts();
  const losses = createLosses(threads.losses, folderPath, clock);
  const sessions = createSessionFiles(folder, clock);
  let { started } = threads;
  let path: string | undefined;
  let opened: Folder | undefined;
  let mark: { readonly id: string | undefined; readonly readAt: number } | undefined;
  let derivedId: string | false | undefined;

  function folderPath(): string {
    path ??= locateFolder(cwd, settings.dir);
    return path;
  }

  function folder(): Folder {
    opened ??= openFolder(folderPath());
    return opened;
  }

  function derived(): string | undefined {
    derivedId ??= deriveSessionId(agent) ?? false;
    return derivedId === false ? undefined : derivedId;
  }

  function agentSuffix(): string | undefined {
    const id = derived();
    return id === undefined ? undefined : suffixOf(id);
  }

  function current(): string | undefined {
    const time = clock();
    if (mark !== undefined && time >= mark.readAt && time - mark.readAt < CURRENT_TRUST_S) return mark.id;
    mark = { id: readMark(), readAt: time };
    return mark.id;
  }

  function readMark(): string | undefined {
    try {
      const id = folder().readCurrent(agentSuffix());
      // A mark whose session was removed is stale.
      return id !== undefined && folder().has(id) ? id : undefined;
    } catch (error) {
      // Without a descriptor left nothing can be read, but the session's file may still be open.
      if (mark !== undefined) return mark.id;
      throw error;
    }
  }

  function named(given?: string): string | undefined {
    return resolveSession({ given, context: contexts.id(), started, environment, current, derived });
  }

  function sessionId(): string | undefined {
    if (mark !== undefined) mark = { ...mark, readAt: Number.NEGATIVE_INFINITY };
    const id = guarded(undefined, () => named());
    if (id !== undefined) return id;
    const implicit = threads.implicitId();
    return sessions.isOpen(implicit) ? implicit : undefined;
  }

  /** The session to write to; it has a file when this returns. */
  function target(given: string | undefined): string {
    const id = named(given);
    if (id === undefined) {
      const implicit = threads.implicitId();
      if (!sessions.isOpen(implicit)) sessions.open(implicit, agent?.name ?? 'node', commandLine(argv, cwd));
      return implicit;
    }
    if (!sessions.isOpen(id)) sessions.open(id, agent?.name ?? 'node', null);
    return id;
  }

  function tryTo(step: () => void): void {
    try {
      step();
    } catch (error) {
      losses.count(error);
    }
  }

  function begin(agentName: string, task: string): string {
    try {
      const id = createSessionId(fillRandom);
      sessions.open(id, agentName, task);
      return id;
    } catch (error) {
      losses.countSession(error);
      return '';
    }
  }

  return {
    write(type, payload, given) {
      if (losses.isHopeless()) {
        losses.countOneMore();
        return '';
      }
      try {
        const session = target(given);
        const id = createEventId(type, fillRandom);
        const head = { event_type: type, id, session_id: session, ts: clock() };
        sessions.append(session, encodeEvent(head, payload, callIdOf(type, id)));
        // Of the main thread no error goes up any further.
        if (type === 'failure' && !threads.isMain) crossing.note(payload as Payloads['failure']);
        return id;
      } catch (error) {
        losses.count(error);
        return '';
      }
    },
    startSession(agentName, task) {
      const id = begin(agentName, task);
      if (id === '') return '';
      const before = started;
      started = id;
      threads.noteStarted(id);
      tryTo(() => folder().writeCurrent(id, agentSuffix()));
      if (before !== undefined) tryTo(() => sessions.finish(before));
      return id;
    },
    endSession() {
      const id = sessionId();
      if (id === undefined) return;
      contexts.leave(id);
      if (started === id) started = undefined;
      if (threads.implicitId() === id) threads.renewImplicitId();
      threads.noteStarted(started);
      mark = undefined;
      tryTo(() => sessions.finish(id));
      tryTo(() => {
        folder().clearCurrent(id, agentSuffix());
        folder().clearCurrent(id);
      });
    },
    sessionId,
    recentSessionId: () => guarded(undefined, () => named()),
    openSession(given) {
      const id = target(given);
      return { id, startTs: readStart(folder(), id) ?? clock() };
    },
    runSession(agentName, task, fn) {
      const id = begin(agentName, task);
      return id === '' ? fn() : contexts.run(id, fn, () => tryTo(() => sessions.finish(id)));
    },
    contextSession: () => contexts.id(),
    hasFailure(payload) {
      const isWritten = crossing.take(payload);
      // It may go on to this thread's own parent.
      if (isWritten && !threads.isMain) crossing.note(payload);
      return isWritten;
    },
    root: () => dirname(folderPath()),
    folder,
    close() {
      // A thread may have opened the process's session; only the process closes it.
      const implicit = threads.implicitId();
      const ends =
        threads.isMain && (sessions.isOpen(implicit) || guarded(false, () => folder().has(implicit)));
      if (ends) tryTo(() => sessions.finish(implicit));
      losses.tellNow();
      opened?.close();
      return !losses.hasAny();
    },
  };
}
