import { dirname } from 'node:path';
import { AgentlogError } from '../../base/errors.ts';
import { encodeLine } from '../../event/line.ts';
import { clearMark, markPath, readMark, readMarks, writeMark } from './current.ts';
import { type LineWriter, openLineWriter } from './line-writer.ts';
import { checkFolder, makeFolder } from './make-folder.ts';
import { MAX_LINE_CHARS } from './raw-lines.ts';
import { removeSession } from './remove-session.ts';
import { createSessionFile, findSessionFile, listSessionFiles, sessionPath } from './session-file.ts';
import { codeOf, storeError } from './store-error.ts';
import { readStoredLines, readStoredLinesBackward, readWholeEnd } from './stored-lines.ts';
import type { Folder } from './types.ts';

/** How many sessions' files one process holds open; the one used longest ago gives way. */
const MAX_OPEN_FILES = 16;

/**
 * The store folder at `path` (absolute). Opening makes nothing: the folder is made by the first write, so reading works
 * where nothing can be written, and leaves no trace.
 * @throws AGENTLOG_STORE when a link, a file or another user's folder is in its place
 */
export function openFolder(path: string): Folder {
  checkFolder(path);
  const writers = new Map<string, LineWriter>();
  let last: { readonly id: string; readonly writer: LineWriter } | undefined;

  function writerOf(id: string): LineWriter {
    if (last?.id === id && last.writer.isInPlace()) return last.writer;
    const held = writers.get(id);
    writers.delete(id);
    const writer = held?.isInPlace() === true ? held : reopen(id, held);
    writers.set(id, writer);
    last = { id, writer };
    if (writers.size > MAX_OPEN_FILES) closeOldest();
    return writer;
  }

  function reopen(id: string, stale: LineWriter | undefined): LineWriter {
    last = undefined;
    stale?.close();
    checkFolder(path);
    const file = sessionPath(path, id);
    try {
      return openLineWriter(file);
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') throw error;
      throw new AgentlogError('AGENTLOG_SESSION', `no session ${id} in ${path}`);
    }
  }

  function closeOldest(): void {
    for (const [id, writer] of writers) {
      writers.delete(id);
      writer.close();
      return;
    }
  }

  /** Every failed write leaves as an error that says what helps. */
  function writing<T>(step: () => T): T {
    try {
      return step();
    } catch (error) {
      throw storeError(path, error);
    }
  }

  function appendText(sessionId: string, text: string): void {
    try {
      if (text.length > MAX_LINE_CHARS)
        throw new RangeError(`a line of ${text.length} characters is too long`);
      writerOf(sessionId).append(text);
    } catch (error) {
      throw storeError(path, error);
    }
  }

  return {
    path,
    root: dirname(path),
    create: (record) =>
      writing(() => {
        const file = sessionPath(path, record.session_id);
        makeFolder(path);
        return createSessionFile(path, file, encodeLine(record));
      }),
    append: (line) => appendText(line.session_id, encodeLine(line)),
    appendText,
    list: () => listSessionFiles(path).map(({ id }) => id),
    look: (sessionId) => findSessionFile(path, sessionId),
    survey: () => listSessionFiles(path),
    has: (sessionId) => findSessionFile(path, sessionId) !== undefined,
    read: (sessionId, options = {}) => readStoredLines(sessionPath(path, sessionId), sessionId, options),
    readBackward: (sessionId, options = {}) =>
      readStoredLinesBackward(sessionPath(path, sessionId), sessionId, options),
    wholeEnd: (sessionId) => readWholeEnd(sessionPath(path, sessionId)),
    size: (sessionId) => findSessionFile(path, sessionId)?.bytes ?? 0,
    remove: (sessionId) => writing(() => removeSession(path, sessionId)),
    currentSessions: () => readMarks(path),
    readCurrent: (agentSuffix) => readMark(markPath(path, agentSuffix)),
    writeCurrent(sessionId, agentSuffix) {
      const mark = markPath(path, agentSuffix);
      sessionPath(path, sessionId);
      writing(() => {
        makeFolder(path);
        writeMark(path, mark, sessionId);
      });
    },
    clearCurrent(sessionId, agentSuffix) {
      writing(() => clearMark(markPath(path, agentSuffix), sessionId));
    },
    close() {
      for (const writer of writers.values()) writer.close();
      writers.clear();
      last = undefined;
    },
  };
}
