import type { CallFrame, Scope, Script } from './protocol.ts';

/** The scopes of a frame whose variables are shown. */
export interface VisibleScopes {
  /** Innermost first. */
  readonly scopes: readonly Scope[];
  /** Whether the frame is a module's body: then its module scope is among them. */
  readonly isModuleBody: boolean;
}

/**
 * Picks the scopes that a failure shows: block, catch and local ones, then closures; the module's own variables only
 * when its body failed.
 */
export function pickScopes(frame: CallFrame, script: Script | undefined): VisibleScopes {
  const scopes: Scope[] = [];
  let isInFunction = false;
  for (const scope of frame.scopeChain) {
    const isModule = isModuleScope(scope, script);
    if (scope.type === 'global' || (isModule && isInFunction)) break;
    scopes.push(scope);
    if (isModule) return { scopes, isModuleBody: true };
    if (scope.type === 'local') isInFunction = true;
  }
  // V8 names no scope for an ES module that has no variables.
  return { scopes, isModuleBody: scopes.length === 0 && beginsScript(frame) };
}

function beginsScript({ functionName, functionLocation: start }: CallFrame): boolean {
  return functionName === '' && start?.lineNumber === 0 && (start.columnNumber ?? 0) === 0;
}

/** What may stand behind a wrapped module's function: `}});`. */
const MAX_WRAPPER_END = 4;

/**
 * An ES module's scope, the top level of a plain script, or the function or block that somebody wraps around a module's text. Node's is
 * the only function that begins at the very first character and ends with the last. Other wrappers (vitest's, jest 29's) are text around the
 * text, and V8 is told by how much they move the first line.
 */
function isModuleScope(
  { type, startLocation: start, endLocation: end }: Scope,
  script: Script | undefined,
): boolean {
  if (type === 'module' || type === 'script') return true;
  if (start === undefined || end === undefined || script === undefined || start.lineNumber !== 0)
    return false;
  const { startColumn = 0, endLine, endColumn } = script;
  const column = start.columnNumber ?? 0;
  if (type === 'block') return startColumn < 0 && column < 0;
  if ((type !== 'local' && type !== 'closure') || end.lineNumber !== endLine) return false;
  const charsBehind = endColumn - (end.columnNumber ?? 0);
  return startColumn === 0 ? column === 0 && charsBehind === 0 : charsBehind <= MAX_WRAPPER_END;
}
