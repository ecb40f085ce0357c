import { append, exec } from '../../base/held.ts';
import { MAX_DEPTH, MAX_KEYS, MAX_LOCALS, MAX_STRING_CHARS } from '../../base/limits.ts';
import { isSecretName } from '../../redact/names.ts';
import { clip, MARKER } from '../../redact/redact.ts';
import { ownWord, type SafeText } from '../../redact/safe-text.ts';
import type { Descriptor, SafeJson } from '../../value/descriptor.ts';
import type { Inspector } from './inspector.ts';
import type { RemoteObject, Scope } from './protocol.ts';

interface RemoteProperty {
  readonly name: string;
  readonly value?: RemoteObject;
  readonly enumerable?: boolean;
  /** There is one where the key is a symbol. */
  readonly symbol?: RemoteObject;
}

/** Objects asked for in one failure: each costs a round trip of about 50 µs. */
const MAX_ASKED = 60;

const { create } = Object;
const { isInteger } = Number;

/** Describes the variables of another realm's scopes by what the protocol says of them: slower, but it reaches everywhere. `except` is left out. */
export function describeForeignScopes(
  inspector: Inspector,
  scopes: readonly Scope[],
  except: Scope | undefined,
): Record<string, Descriptor> {
  const locals: Record<string, Descriptor> = create(null);
  let asked = 0;
  let count = 0;
  for (let s = 0; s < scopes.length; s += 1) {
    const scope = scopes[s] as Scope;
    const properties = scope === except ? [] : propertiesOf(scope.object);
    for (let i = 0; i < properties.length; i += 1) {
      const { name, value } = properties[i] as RemoteProperty;
      if (value === undefined || value.type === 'function' || name in locals || count >= MAX_LOCALS) continue;
      locals[name] = isSecretName(name)
        ? { t: typeName(value), v: MARKER }
        : { t: typeName(value), ...lengthOf(value), v: toJson(value, MAX_DEPTH) };
      count += 1;
    }
  }
  return locals;

  function propertiesOf(object: RemoteObject): RemoteProperty[] {
    asked += 1;
    if (object.objectId === undefined || asked > MAX_ASKED) return [];
    const { result } = inspector.post<{ result: RemoteProperty[] }>('Runtime.getProperties', {
      objectId: object.objectId,
      ownProperties: true,
    });
    const named: RemoteProperty[] = [];
    for (let i = 0; i < result.length; i += 1) {
      const property = result[i] as RemoteProperty;
      if (property.symbol === undefined) append(named, property);
    }
    return named;
  }

  function toJson(value: RemoteObject, depth: number): SafeJson {
    if (value.objectId === undefined || value.type === 'symbol' || value.type === 'function')
      return scalar(value);
    if (value.subtype === 'proxy' || value.subtype === 'error' || value.subtype === 'date' || depth === 0) {
      return clip(value.description ?? value.type, MAX_STRING_CHARS).text;
    }
    const list: SafeJson[] = [];
    const json: Record<string, SafeJson> = create(null);
    const properties = propertiesOf(value);
    for (let i = 0, count = 0; i < properties.length && count < MAX_KEYS; i += 1) {
      const { name, value: item, enumerable } = properties[i] as RemoteProperty;
      if (enumerable !== true || item === undefined) continue;
      count += 1;
      if (value.subtype === 'array') append(list, toJson(item, depth - 1));
      else json[clip(name, MAX_STRING_CHARS).text] = isSecretName(name) ? MARKER : toJson(item, depth - 1);
    }
    return value.subtype === 'array' ? list : json;
  }
}

/** As V8 writes it: `Array(3)`. */
const LENGTH = /\((\d+)\)$/;

function lengthOf(value: RemoteObject): { n: number } | undefined {
  const length = value.subtype === undefined ? undefined : exec(LENGTH, value.description ?? '')?.[1];
  return length === undefined ? undefined : { n: +length };
}

function scalar(value: RemoteObject): SafeJson {
  if (value.type === 'string') return clip(`${value.value}`, MAX_STRING_CHARS).text;
  if (value.type === 'undefined') return ownWord('undefined');
  if (value.unserializableValue !== undefined) return clip(value.unserializableValue, MAX_STRING_CHARS).text;
  if (value.type === 'number' || value.type === 'boolean') return value.value as number | boolean;
  if (value.subtype === 'null') return null;
  return clip(value.description ?? value.type, MAX_STRING_CHARS).text;
}

function typeName(value: RemoteObject): SafeText {
  if (value.type === 'string') return ownWord('str');
  if (value.type === 'boolean') return ownWord('bool');
  if (value.type === 'number') return isInteger(value.value) ? ownWord('int') : ownWord('float');
  if (value.subtype === 'null') return ownWord('null');
  return clip(value.type === 'object' ? (value.className ?? 'Object') : value.type, MAX_STRING_CHARS).text;
}
