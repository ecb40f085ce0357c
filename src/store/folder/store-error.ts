import { AgentlogError } from '../../base/errors.ts';

/** What each system error means for the reader, and what helps. */
const REMEDIES: Readonly<Record<string, string>> = {
  EACCES: 'make it writable for this user, or set AGENTLOG_DIR to another folder',
  EPERM: 'make it writable for this user, or set AGENTLOG_DIR to another folder',
  EROFS: 'set AGENTLOG_DIR to a folder that can be written',
  ENOSPC: 'free some space, or set AGENTLOG_DIR to another disk',
  EDQUOT: 'free some space, or set AGENTLOG_DIR to another disk',
  EFBIG: 'raise the limit on file sizes (ulimit -f)',
  ELOOP: 'remove the link',
};
const ELSEWHERE = 'set AGENTLOG_DIR to a folder that can be written';

/** The AGENTLOG_STORE error for a failed write below `path`: what the system said, and what helps. */
export function storeError(path: string, cause: unknown): AgentlogError {
  if (cause instanceof AgentlogError) return cause;
  const said = cause instanceof Error ? cause.message : String(cause);
  const remedy = REMEDIES[codeOf(cause) ?? ''] ?? ELSEWHERE;
  return new AgentlogError('AGENTLOG_STORE', `cannot write to ${path}: ${said}; ${remedy}`, { cause });
}

/** What the system says where a file cannot be opened just now, whatever is in it. */
const SHORT_OF: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE', 'ENOMEM']);

/** Whether the system was short of descriptors or memory: nothing is known then of the file that was to be opened. */
export function isShortage(error: unknown): boolean {
  return SHORT_OF.has(codeOf(error) ?? '');
}

/** The system's name of an error (`ENOSPC`), if it has one. */
export function codeOf(error: unknown): string | undefined {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' ? code : undefined;
}
