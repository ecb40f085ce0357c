import type { Clock } from '../base/clock.ts';
import { AgentlogError } from '../base/errors.ts';
import { MAX_STRING_CHARS } from '../base/limits.ts';
import type { SessionRecord } from '../event/types.ts';
import { clip } from '../redact/redact.ts';
import { foldSession } from '../store/folder/read-session.ts';
import { isShortage } from '../store/folder/store-error.ts';
import type { Folder } from '../store/folder/types.ts';

/** The sessions that this process has opened files for. Every call may throw what the folder throws. */
export interface SessionFiles {
  /** Whether this process has opened the session. */
  isOpen(sessionId: string): boolean;
  /** Begins the session's file with a record, unless it is there. */
  open(sessionId: string, agentName: string, task: string | null): void;
  /** Appends an event's line; begins the file anew with its old record if somebody removed it. */
  append(sessionId: string, text: string): void;
  /** Writes the record that ends a session, if it has a file. Reads the whole file for its tokens. */
  finish(sessionId: string): void;
}

/** No session is open yet; `folder` is opened at the first need. */
export function createSessionFiles(folder: () => Folder, clock: Clock): SessionFiles {
  const records = new Map<string, SessionRecord>();

  return {
    isOpen: (sessionId) => records.has(sessionId),
    open(sessionId, agentName, task) {
      begin({
        session_id: sessionId,
        start_ts: clock(),
        end_ts: null,
        agent_name: clip(agentName, MAX_STRING_CHARS).text,
        task: task === null ? null : clip(task, MAX_STRING_CHARS).text,
        total_tokens: null,
      });
    },
    append(sessionId, text) {
      try {
        folder().appendText(sessionId, text);
      } catch (error) {
        if (!(error instanceof AgentlogError && error.code === 'AGENTLOG_SESSION')) throw error;
        const record = records.get(sessionId);
        if (record === undefined) throw error;
        begin(record);
        folder().appendText(sessionId, text);
      }
    },
    finish(sessionId) {
      records.delete(sessionId);
      const summary = fold(sessionId);
      if (summary === undefined) return;
      folder().append({ ...summary.record, end_ts: clock(), total_tokens: summary.tokens });
    },
  };

  function fold(sessionId: string): ReturnType<typeof foldSession> {
    try {
      return foldSession(folder(), sessionId);
    } catch (error) {
      if (!isShortage(error)) throw error;
      // The descriptors that are held for writing will do.
      folder().close();
      return foldSession(folder(), sessionId);
    }
  }

  function begin(record: SessionRecord): void {
    folder().create(record);
    records.set(record.session_id, record);
  }
}
