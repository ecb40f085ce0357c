import type { SafeText } from '../../redact/safe-text.ts';
import type { Descriptor } from '../../value/descriptor.ts';
import type { ScriptPosition } from './protocol.ts';

/** What was seen at a throw, kept until the error surfaces or is forgotten. */
export interface ThrowRecord {
  /** Whether a frame of the program was on the stack; if not, `position` is Node's own and there are no locals. */
  readonly hasProgramFrame: boolean;
  /** The failure point: the frame that stands in a file. */
  readonly position: ScriptPosition;
  /** Of a SyntaxError of a file that does not parse: where. */
  readonly unparsed?: ScriptPosition;
  readonly functionName: string;
  /** Where that function begins: a source map may know its original name there. */
  readonly functionPosition: ScriptPosition | undefined;
  /** From its parameters to its closing brace: whether it uses `this` is looked up there. */
  readonly functionRange: { readonly start: ScriptPosition; readonly end: ScriptPosition } | undefined;
  readonly isModuleBody: boolean;
  readonly locals: Readonly<Record<string, Descriptor>>;
  /** The blocks of the running function with the variables found in each: some may not be initialized yet. */
  readonly blocks: readonly Block[];
  /** Names that may be the module's own variables, which a function's failure does not show. */
  readonly maybeModules?: readonly string[];
  readonly thisValue: Descriptor | undefined;
  /** Why there are no locals. */
  readonly missing: SafeText | undefined;
  /** What V8 called the error, `TypeError: …`; `''` for what is no error. */
  readonly description: string;
  /** The session of the async context of the throw. */
  readonly sessionId: string | undefined;
}

export interface Block {
  readonly start: ScriptPosition;
  readonly end: ScriptPosition;
  readonly names: readonly string[];
}
