/** What can be wrong with a call, a command or a store. The code is the contract; the message says what to do. */
export type ErrorCode =
  | 'AGENTLOG_USAGE' // a command line or an argument that cannot be understood
  | 'AGENTLOG_STORE' // the store folder cannot be used: a link, a file, another user's, not writable
  | 'AGENTLOG_SESSION' // no such session, or a name that no session can have
  | 'AGENTLOG_D1'; // the D1 database cannot be reached, or refuses

/** An error of agentlog's own. It never reaches the recorded program: only commands and misuse of the library throw it. */
export class AgentlogError extends Error {
  readonly code: ErrorCode;

  constructor(code: ErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options);
    this.name = 'AgentlogError';
    this.code = code;
  }
}
