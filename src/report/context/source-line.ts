import { join, sep } from 'node:path';
import { files } from '../../base/files.ts';

/** A larger file is no source that somebody debugs. */
const MAX_FILE_BYTES = 2 << 20;
const MAX_LINE_CHARS = 1_000;
/** File systems keep times coarsely. */
const SLACK_S = 2;

/**
 * The line of code at a failure point, to tell which variables it uses; empty where the file is not below `root`, is not there,
 * or was changed after the failure. A log can name any file: what is read here is never shown.
 */
export function readSourceLine(root: string, file: string, line: number, ts: number): string {
  try {
    if (file === '' || line < 1) return '';
    const path = files.realpathSync(join(root, file));
    if (!path.startsWith(files.realpathSync(root) + sep)) return '';
    const stats = files.statSync(path);
    if (!stats.isFile() || stats.size > MAX_FILE_BYTES || stats.mtimeMs / 1000 > ts + SLACK_S) return '';
    return files.readFileSync(path, 'utf8').split('\n', line)[line - 1]?.slice(0, MAX_LINE_CHARS) ?? '';
  } catch {
    return '';
  }
}
