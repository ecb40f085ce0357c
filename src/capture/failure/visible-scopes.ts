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

/**
 * An ES module's scope, the top level of a plain script, or the function that Node wraps around a CommonJS module:
 * the only function that begins at the very first character and ends with the last. Or the block that a wrapper opens around a module's
 * text (vitest's): whoever compiled it says by how much it moves the first line, so it begins before that line's first column.
 */
function isModuleScope(scope: Scope, script: Script | undefined): boolean {
  if (scope.type === 'module' || scope.type === 'script') return true;
  const { type, startLocation: start, endLocation: end } = scope;
  if (start === undefined || end === undefined || script === undefined) return false;
  if (type === 'block')
    return (script.startColumn ?? 0) < 0 && start.lineNumber === 0 && (start.columnNumber ?? 0) < 0;
  if (type !== 'local' && type !== 'closure') return false;
  return (
    start.lineNumber === 0 &&
    (start.columnNumber ?? 0) === 0 &&
    end.lineNumber === script.endLine &&
    (end.columnNumber ?? 0) === script.endColumn
  );
}
