import { systemClock } from '../base/clock.ts';
import { AgentlogError } from '../base/errors.ts';
import { MAX_STRING_CHARS } from '../base/limits.ts';
import { createSessionId, type FillRandom, isSessionId } from '../event/ids.ts';
import type { SessionRecord } from '../event/types.ts';
import { clip } from '../redact/redact.ts';
import type { AsyncContext } from './async-context.ts';

export interface WorkerSessionsOptions {
  readonly fillRandom: FillRandom;
  readonly context: AsyncContext;
}

/** The sessions that a store logs to, and what of them is still to be written. */
export interface WorkerSessions {
  /** Begins a session, and gives its id. */
  begin(agentName: string, task: string): string;
  /** Begins a session that events go to from now on; the one that was started before ends. */
  start(agentName: string, task: string): string;
  /** Ends the given session, else the one that an event would go to. @throws AGENTLOG_SESSION */
  end(given?: string): void;
  /** The session that an event would go to, without opening one. @throws AGENTLOG_SESSION */
  id(given?: string): string | undefined;
  /** The session to write to, opened if there is none. @throws AGENTLOG_SESSION */
  target(given?: string): string;
  /** The number of the session's next turn, which the program may give itself. */
  turn(sessionId: string, given: unknown): number;
  /** What is to be written along with events of these sessions. Afterwards no session counts as changed. */
  take(ids: ReadonlySet<string>): Taken[];
  /** Takes note that what was taken was written, or could not be. */
  settle(taken: readonly Taken[], isWritten: boolean): void;
  hasChanged(): boolean;
}

/** A session's record as it was taken to be written. */
export interface Taken {
  readonly record: SessionRecord;
  /** Whether this store began the session; of another one its start, agent and task are not known here. */
  readonly isOwn: boolean;
}

interface State {
  record: SessionRecord;
  readonly isOwn: boolean;
  lastTurn: number;
  hasChanged: boolean;
}

/** So many sessions are remembered; of the others the turns are counted anew. */
const MAX_REMEMBERED = 1000;

export function createWorkerSessions({ fillRandom, context }: WorkerSessionsOptions): WorkerSessions {
  const states = new Map<string, State>();
  let started: string | undefined;
  let implicit: string | undefined;

  function open(id: string, isOwn: boolean, agentName: string | null, task: string | null): State {
    const state: State = {
      isOwn,
      record: {
        session_id: id,
        start_ts: systemClock(),
        end_ts: null,
        agent_name: textOf(agentName),
        task: textOf(task),
        total_tokens: null,
      },
      lastTurn: 0,
      hasChanged: isOwn,
    };
    states.set(id, state);
    return state;
  }

  /** A session that another store began may be gone on with: what is known of it stays. */
  function stateOf(id: string): State {
    return states.get(id) ?? open(id, false, null, null);
  }

  function id(given?: string): string | undefined {
    if (given === undefined || given === '') return context.id() ?? started ?? implicit;
    if (typeof given === 'string' && isSessionId(given)) return given;
    const shown = typeof given === 'string' ? JSON.stringify(clip(given, 80).text) : `a ${typeof given}`;
    throw new AgentlogError('AGENTLOG_SESSION', `${shown} is no session id`);
  }

  function begin(agentName: string, task: string): string {
    const sessionId = createSessionId(fillRandom);
    open(sessionId, true, agentName, task);
    return sessionId;
  }

  function finish(sessionId: string): void {
    const state = stateOf(sessionId);
    state.record = { ...state.record, end_ts: systemClock() };
    state.hasChanged = true;
  }

  return {
    begin,
    start(agentName, task) {
      const sessionId = begin(agentName, task);
      if (started !== undefined) finish(started);
      started = sessionId;
      return sessionId;
    },
    end(given) {
      const sessionId = id(given);
      if (sessionId === undefined) return;
      context.leave(sessionId);
      if (started === sessionId) started = undefined;
      if (implicit === sessionId) implicit = undefined;
      finish(sessionId);
    },
    id,
    target(given) {
      const sessionId = id(given);
      if (sessionId !== undefined) {
        stateOf(sessionId);
        return sessionId;
      }
      implicit = createSessionId(fillRandom);
      open(implicit, true, 'worker', null);
      return implicit;
    },
    turn(sessionId, given) {
      const state = stateOf(sessionId);
      const isGiven = Number.isSafeInteger(given) && (given as number) >= 0;
      state.lastTurn = isGiven ? (given as number) : state.lastTurn + 1;
      return state.lastTurn;
    },
    take(ids) {
      const taken: Taken[] = [];
      for (const [sessionId, state] of states) {
        if (!state.hasChanged && !(state.isOwn && ids.has(sessionId))) continue;
        // Nobody ends a session that opened by itself: it ends with what was last written of it.
        if (sessionId === implicit) state.record = { ...state.record, end_ts: systemClock() };
        state.hasChanged = false;
        taken.push({ record: state.record, isOwn: state.isOwn });
      }
      return taken;
    },
    settle(taken, isWritten) {
      for (const { record } of taken) {
        const state = states.get(record.session_id);
        if (state !== undefined && !isWritten) state.hasChanged = true;
      }
      if (isWritten) forget();
    },
    hasChanged: () => [...states.values()].some((state) => state.hasChanged),
  };

  function forget(): void {
    for (const [sessionId, { hasChanged, record }] of states) {
      const isOver = record.end_ts !== null && sessionId !== implicit;
      const isTooMany = states.size > MAX_REMEMBERED && sessionId !== started && sessionId !== implicit;
      if (!hasChanged && (isOver || isTooMany)) states.delete(sessionId);
    }
  }
}

/** A caller without types may hand over anything. */
function textOf(text: unknown): SessionRecord['task'] {
  return typeof text === 'string' ? clip(text, MAX_STRING_CHARS).text : null;
}
