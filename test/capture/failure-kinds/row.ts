/** One kind of failure: a program, how Node runs it, and what an agent must find in the log. */
export interface Row {
  /** What happens, as a sentence. */
  readonly title: string;
  /** In `test/programs/failure`. */
  readonly program: string;
  /** Stands before the program on Node's command line. */
  readonly nodeArgs?: readonly string[];
  /** In place of the program's own path, for a program that is started in another way. */
  readonly args?: readonly string[];
  /** @defaultValue 1 */
  readonly exitCode?: number;
  /** The oldest Node, `[major, minor]`, that can run it. */
  readonly minNode?: readonly [number, number];
  /** In the order of the log. */
  readonly failures: readonly ExpectedFailure[] | ((about: About) => readonly ExpectedFailure[]);
  /**
   * What a recorded run writes to stderr where promise 1 names an exception, made of what a bare run writes. From the
   * recorded text it takes only what is Node's own business. @defaultValue the same
   */
  readonly stderr?: (bare: string, recorded: string, about: About) => string;
}

/** What an expected value may depend on. */
export interface About {
  /** The major version of the Node that runs the program. */
  readonly node: number;
  /** The folder that the program lies in, where `.agentlog` is. */
  readonly folder: string;
}

/** A failure without its head. Its line is the one that ends in `// fails here`. */
export interface ExpectedFailure {
  readonly error: ExpectedError;
  /** The function of the failure point. */
  readonly in: string;
  /** @defaultValue the row's program */
  readonly file?: string;
  /** @defaultValue the line that `// fails here` marks in `file` */
  readonly line?: number;
  /** @defaultValue none */
  readonly locals?: Readonly<Record<string, Shown>>;
  readonly this?: Shown;
  readonly locals_missing?: string;
  readonly suppressed?: string;
  readonly origin?: {
    readonly location: { readonly file: string; readonly line: number; readonly function: string };
    readonly locals: Readonly<Record<string, Shown>>;
  };
}

export interface ExpectedError {
  readonly type: string;
  readonly msg: string;
  readonly truncated?: number;
  readonly code?: string | number;
  readonly cause?: ExpectedError;
  readonly errors?: readonly ExpectedError[];
  readonly expected?: Shown;
  readonly actual?: Shown;
}

/** A descriptor as it stands in the log. */
export interface Shown {
  readonly t: string;
  readonly v?: unknown;
  readonly n?: number;
  readonly it?: string;
  readonly preview?: readonly unknown[];
  readonly truncated?: number;
}

export const MARKER = '***REDACTED***';
export const NO_FRAME = 'no frame of the program was on the stack at the throw';
export const UNSEEN = 'no throw of it was seen with a frame of the program on the stack';

export const none: Shown = { t: 'undefined' };
export const nil: Shown = { t: 'null' };
export const int = (v: number): Shown => ({ t: 'int', v });
export const float = (v: number | string): Shown => ({ t: 'float', v });
export const bool = (v: boolean): Shown => ({ t: 'bool', v });
export const str = (v: string): Shown => ({ t: 'str', v });
export const list = (...v: readonly unknown[]): Shown => ({ t: 'Array', v });
export const object = (v: object): Shown => ({ t: 'Object', v });
export const error = (msg: string, t = 'Error'): Shown => ({ t, v: { msg } });

/** The TypeError of `value.key` where the value is undefined, or null. */
export const noSuch = (key: string, value: 'undefined' | 'null' = 'undefined'): ExpectedError => ({
  type: 'TypeError',
  msg: `Cannot read properties of ${value} (reading '${key}')`,
});
