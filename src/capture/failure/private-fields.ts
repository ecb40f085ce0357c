import { append, put } from '../../base/held.ts';
import { MAX_KEYS } from '../../base/limits.ts';
import { guarded } from '../../base/notice.ts';
import { describe } from '../../value/describe.ts';
import type { Descriptor, SafeJson } from '../../value/descriptor.ts';
import { keysOf } from '../../value/keys.ts';
import type { Inspector } from './inspector.ts';
import { primitiveOf, type RemoteObject } from './protocol.ts';

/** What V8 says of a private member: a field or method has a value, an accessor has none. */
interface PrivateMember {
  /** With its `#`. */
  readonly name: string;
  readonly value?: RemoteObject;
}

/** V8 lists public properties along with private ones, 2 µs each: an object used as a table is not asked. */
const MAX_PUBLIC_KEYS = 100;

const { isArray } = Array;

/** Whether an object that was described may have private fields worth the question: an instance of a class, and no table. */
export function mayHavePrivateFields(remote: RemoteObject, value: unknown): value is object {
  const { type, subtype, className } = remote;
  // A Proxy has a subtype, so no trap is met; the names of a module's exports may not be asked for.
  if (type !== 'object' || subtype !== undefined || className === 'Object' || className === 'Module')
    return false;
  const { count } = keysOf(value as object, false);
  return count !== undefined && count <= MAX_PUBLIC_KEYS;
}

/**
 * The descriptor with the object's private fields before its public ones, as `#balance`; methods and accessors are left
 * out. Only while V8 stands still at a throw. Runs none of the program's code; costs 0.1 ms for an object of few keys.
 */
export function addPrivateFields(
  descriptor: Descriptor,
  remote: RemoteObject,
  inspector: Inspector,
): Descriptor {
  return guarded(descriptor, () => {
    const fields = readPrivateFields(remote, inspector);
    if (fields === undefined) return descriptor;
    const { v, k: _k, ...rest } = descriptor;
    const shown = describe(fields).v as { readonly [name: string]: SafeJson };
    if (v === undefined) return { ...rest, v: shown };
    return isArray(v) || typeof v !== 'object' ? descriptor : { ...rest, v: { ...shown, ...v } };
  });
}

function readPrivateFields(remote: RemoteObject, inspector: Inspector): object | undefined {
  const { privateProperties = [] } = inspector.post<{ privateProperties?: PrivateMember[] }>(
    'Runtime.getProperties',
    { objectId: remote.objectId, ownProperties: true },
  );
  const members: { readonly name: string; readonly value: RemoteObject }[] = [];
  const ids: (string | undefined)[] = [];
  for (let i = 0; i < privateProperties.length && members.length < MAX_KEYS; i += 1) {
    const { name, value } = privateProperties[i] as PrivateMember;
    if (value === undefined || value.type === 'function') continue;
    append(members, { name, value });
    append(ids, value.objectId);
  }
  if (members.length === 0) return undefined;
  const fields: Record<string, unknown> = {};
  inspector.hand(ids, (objects) => {
    for (let i = 0; i < members.length; i += 1) {
      const { name, value } = members[i] as (typeof members)[number];
      put(fields, name, value.objectId === undefined ? primitiveOf(value) : objects[i]);
    }
  });
  return fields;
}
