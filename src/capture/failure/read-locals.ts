import { append, exec } from '../../base/held.ts';
import { MAX_LOCALS } from '../../base/limits.ts';
import { describe } from '../../value/describe.ts';
import type { Descriptor } from '../../value/descriptor.ts';

/** What the names around a CommonJS module are; V8 lists them among its body's variables. */
const WRAPPER_NAMES: readonly string[] = ['exports', 'require', 'module', '__filename', '__dirname'];
/** What jest adds to them. */
const JEST_NAME = 'jest';
/** What vite makes of an imported module. */
const VITE_IMPORT = /^__(?:vi|vite_ssr)_import_/;

const { create } = Object;
const { getOwnPropertyDescriptor, ownKeys } = Reflect;

/** Variables by name, and in which scope each was found. */
export interface ReadLocals {
  readonly locals: Record<string, Descriptor>;
  readonly namesByScope: readonly (readonly string[])[];
}

/**
 * Reads the variables out of live scope objects, inner scopes first: an outer variable that an inner one hides is
 * not seen, as in the program. Functions, classes and imported modules are left out.
 */
export function readLocals(scopes: readonly unknown[], isNamespace: (value: object) => boolean): ReadLocals {
  const namesByScope: string[][] = [];
  // No prototype: a variable may be called __proto__.
  const locals: Record<string, Descriptor> = create(null);
  /** Not initialized yet: not shown, and yet they hide outer ones of their name. */
  const dead: Record<string, true> = create(null);
  let count = 0;
  for (let s = 0; s < scopes.length; s += 1) {
    const scope = scopes[s];
    const taken: string[] = [];
    append(namesByScope, taken);
    if (typeof scope !== 'object' || scope === null) continue;
    const names = ownKeys(scope);
    const isWrapper = holdsAll(names, WRAPPER_NAMES);
    for (let i = 0; i < names.length && count < MAX_LOCALS; i += 1) {
      const name = names[i];
      if (typeof name !== 'string' || name in locals || name in dead) continue;
      if (
        name === 'arguments' ||
        (isWrapper && (name === JEST_NAME || holds(WRAPPER_NAMES, name))) ||
        (name[0] === '_' && exec(VITE_IMPORT, name) !== null)
      )
        continue;
      const property = readVariable(scope, name);
      if (property === undefined) {
        dead[name] = true;
        continue;
      }
      if (!('value' in property)) continue;
      const value: unknown = property.value;
      if (typeof value === 'function' || (typeof value === 'object' && value !== null && isNamespace(value)))
        continue;
      locals[name] = describe(value, { name });
      append(taken, name);
      count += 1;
    }
  }
  return { locals, namesByScope };
}

/** From Node 22 on V8 throws a ReferenceError for a variable that is not initialized yet; before, it is `undefined`. */
function readVariable(scope: object, name: string): PropertyDescriptor | undefined {
  try {
    return getOwnPropertyDescriptor(scope, name);
  } catch {
    return undefined;
  }
}

function holdsAll(names: readonly (string | symbol)[], wanted: readonly string[]): boolean {
  for (let i = 0; i < wanted.length; i += 1) {
    if (!holds(names, wanted[i] as string)) return false;
  }
  return true;
}

function holds(names: readonly (string | symbol)[], wanted: string): boolean {
  for (let i = 0; i < names.length; i += 1) if (names[i] === wanted) return true;
  return false;
}
