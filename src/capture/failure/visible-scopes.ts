import { append, indexOf, slice, startsWith } from '../../base/held.ts';
import type { CallFrame, Scope, Script } from './protocol.ts';

/** The scopes of a frame whose variables are shown. */
export interface VisibleScopes {
  /** Innermost first. */
  readonly scopes: readonly Scope[];
  /** Whether the frame is a module's body: then its module scope is among them. */
  readonly isModuleBody: boolean;
  /**
   * The outermost of those blocks whose place V8 does not tell: in vitest the module's own variables, or a loop's at the
   * top of the module. The text tells which.
   */
  readonly unplaced?: Scope;
}

/**
 * Picks the scopes that a failure shows: block, catch and local ones, then closures; the module's own variables only
 * when its body failed.
 */
export function pickScopes(frame: CallFrame, script: Script | undefined): VisibleScopes {
  const scopes: Scope[] = [];
  let isInFunction = false;
  let unplaced: Scope | undefined;
  for (let i = 0; i < frame.scopeChain.length; i += 1) {
    const scope = frame.scopeChain[i] as Scope;
    if (isInFunction && isWrapperBlock(scope, script)) {
      append(scopes, scope);
      unplaced = scope;
      continue;
    }
    const isModule = isModuleScope(scope, script);
    if (scope.type === 'global' || (isModule && isInFunction)) break;
    append(scopes, scope);
    if (isModule) return { scopes, isModuleBody: true };
    if (scope.type === 'local') isInFunction = true;
  }
  if (unplaced !== undefined) return { scopes, isModuleBody: false, unplaced };
  // V8 names no scope for an ES module that has no variables.
  return { scopes, isModuleBody: scopes.length === 0 && beginsScript(frame) };
}

function beginsScript({ functionName, functionLocation: start }: CallFrame): boolean {
  return functionName === '' && start?.lineNumber === 0 && (start.columnNumber ?? 0) === 0;
}

const { decodeURIComponent: decode } = globalThis;
const { stringify } = JSON;
const FILE = 'file://';

/** What may stand behind a wrapped module's function: `}});`. */
const MAX_WRAPPER_END = 4;

/**
 * An ES module's scope, the top level of a plain script, or the function or block that somebody wraps around a module's text. Node's is
 * the only function that begins at the very first character and ends with the last. Other wrappers (vitest's, jest 29's) are text around the
 * text, and V8 is told by how much they move the first line.
 */
function isModuleScope(scope: Scope, script: Script | undefined): boolean {
  const { type, startLocation: start, endLocation: end } = scope;
  if (type === 'module' || type === 'script' || isWrapperBlock(scope, script)) return true;
  if (type !== 'local' && type !== 'closure') return false;
  if (start === undefined || end === undefined || script === undefined || start.lineNumber !== 0)
    return false;
  const { startColumn = 0, endLine, endColumn } = script;
  const column = start.columnNumber ?? 0;
  if (startColumn === 0 && column > 0) return column === columnInTsx(script.url);
  if (end.lineNumber !== endLine) return false;
  const charsBehind = endColumn - (end.columnNumber ?? 0);
  return startColumn === 0 ? column === 0 && charsBehind === 0 : charsBehind <= MAX_WRAPPER_END;
}

/**
 * Whether it is a block before the module's text. Seen from a function, V8 has only the place of what is around a block, so that it is said of
 * each block at the top of the module too.
 */
function isWrapperBlock({ type, startLocation: start }: Scope, script: Script | undefined): boolean {
  const isBefore = start?.lineNumber === 0 && (start.columnNumber ?? 0) < 0;
  return type === 'block' && isBefore && (script?.startColumn ?? 0) < 0;
}

/**
 * Where the function begins that tsx wraps around CommonJS, inside Node's: `__filename="/app/a.ts";(()=>{`.
 * @see https://github.com/privatenumber/tsx/blob/master/src/utils/transform/index.ts
 */
function columnInTsx(url: string): number {
  try {
    const queryAt = indexOf(url, '?');
    const bare = queryAt === -1 ? url : slice(url, 0, queryAt);
    const path = startsWith(bare, FILE) ? decode(slice(bare, FILE.length)) : bare;
    return `__filename=${stringify(path)};(`.length;
  } catch {
    return -1;
  }
}
