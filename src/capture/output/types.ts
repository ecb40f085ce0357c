/** The streams of a process that are kept. */
export type StreamName = 'stdout' | 'stderr';

/** How what is printed is kept. */
export interface OutputOptions {
  /** It is printed as well. @defaultValue false */
  readonly tee?: boolean;
}

/** What a function gave, and what it printed meanwhile. */
export interface CapturedOutput<T> {
  readonly result: T;
  readonly stdout: string;
  readonly stderr: string;
}

/** The end of a tool that somebody else ran. */
export interface ToolRun {
  /** What the tool is called; 80 characters of it are kept. */
  readonly tool: string;
  /** What it printed; text, or bytes of UTF-8. Redacted, and cut to 10,240 bytes. @defaultValue `''` */
  readonly stdout?: string | Uint8Array;
  /** @defaultValue `''` */
  readonly stderr?: string | Uint8Array;
  /** Null or absent, as Node has it where a signal ended the tool, it is 128 and the signal's number. @defaultValue 0 */
  readonly exitCode?: number | null;
  /** @defaultValue 0 */
  readonly durationMs?: number;
  /** The signal that ended it: `SIGTERM`. */
  readonly signal?: string | null;
  /** Why it failed, in a few words. */
  readonly error?: string;
}

/** What `captureOutput` gives: a promise where the function gave one. */
export type Captured<T> = T extends PromiseLike<infer R> ? Promise<CapturedOutput<R>> : CapturedOutput<T>;
