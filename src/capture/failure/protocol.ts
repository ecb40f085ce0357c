import { slice } from '../../base/held.ts';

/**
 * The parts of the Chrome DevTools Protocol that capture reads.
 * @see https://chromedevtools.github.io/devtools-protocol/v8/Debugger/
 */

/** At which throws V8 pauses; `off`: the debugger is not even enabled, so that nothing is slowed down. */
export type PauseState = 'off' | 'none' | 'uncaught' | 'all';

export interface Script {
  readonly scriptId: string;
  readonly url: string;
  readonly endLine: number;
  readonly endColumn: number;
  /** Of an inline map only `data:`. */
  readonly sourceMapURL: string;
  /** What the columns of the first line begin with: not 0 where whoever compiled it has told so, for the text stands in a wrapper. */
  readonly startColumn?: number;
  /** In characters. */
  readonly length?: number;
  /** The realm that it is compiled for. */
  readonly executionContextId?: number;
}

/** Lines and columns from 0. */
export interface ScriptPosition {
  readonly scriptId: string;
  readonly lineNumber: number;
  readonly columnNumber?: number;
}

export interface RemoteObject {
  readonly type: string;
  readonly subtype?: string;
  readonly className?: string;
  readonly description?: string;
  readonly value?: unknown;
  readonly unserializableValue?: string;
  readonly objectId?: string;
}

export interface Scope {
  readonly type:
    | 'block'
    | 'catch'
    | 'closure'
    | 'eval'
    | 'global'
    | 'local'
    | 'module'
    | 'script'
    | 'with'
    | string;
  readonly object: RemoteObject;
  readonly startLocation?: ScriptPosition;
  readonly endLocation?: ScriptPosition;
}

export interface CallFrame {
  readonly callFrameId: string;
  readonly functionName: string;
  readonly functionLocation?: ScriptPosition;
  readonly location: ScriptPosition;
  readonly scopeChain: readonly Scope[];
  readonly this: RemoteObject;
}

export interface PauseEvent {
  /** `exception`, `promiseRejection`, `other` (a `debugger` statement) … */
  readonly reason: string;
  readonly callFrames: readonly CallFrame[];
  /** The breakpoints at which V8 stopped. */
  readonly hitBreakpoints?: readonly string[];
  /** The exception, and whether V8 expects it to stay uncaught. */
  readonly data?: RemoteObject & { readonly uncaught?: boolean };
}

const { BigInt: toBigInt, Number: toNumber } = globalThis;

/** The value that the protocol writes out because it is no object. */
export function primitiveOf(data: RemoteObject): unknown {
  const { type, value, unserializableValue: written } = data;
  if (data.subtype === 'null') return null;
  if (type === 'bigint' && written !== undefined) return toBigInt(slice(written, 0, -1));
  if (written !== undefined) return toNumber(written);
  return value;
}
