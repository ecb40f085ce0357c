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

/** Describes the variables of another realm's scopes by what the protocol says of them: slower, but it reaches everywhere. */
export function describeForeignScopes(
  inspector: Inspector,
  scopes: readonly Scope[],
): Record<string, Descriptor> {
  const locals: Record<string, Descriptor> = Object.create(null);
  let asked = 0;
  let count = 0;
  for (const scope of scopes) {
    for (const { name, value } of propertiesOf(scope.object)) {
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
    return result.filter((property) => property.symbol === undefined);
  }

  function toJson(value: RemoteObject, depth: number): SafeJson {
    if (value.objectId === undefined || value.type === 'symbol' || value.type === 'function')
      return scalar(value);
    if (value.subtype === 'proxy' || value.subtype === 'error' || value.subtype === 'date' || depth === 0) {
      return clip(value.description ?? value.type, MAX_STRING_CHARS).text;
    }
    const shown = propertiesOf(value).filter(
      (property) => property.enumerable === true && property.value !== undefined,
    );
    if (value.subtype === 'array') {
      return shown.slice(0, MAX_KEYS).map((item) => toJson(item.value as RemoteObject, depth - 1));
    }
    const json: Record<string, SafeJson> = Object.create(null);
    for (const { name, value: item } of shown.slice(0, MAX_KEYS)) {
      json[clip(name, MAX_STRING_CHARS).text] = isSecretName(name)
        ? MARKER
        : toJson(item as RemoteObject, depth - 1);
    }
    return json;
  }
}

function lengthOf(value: RemoteObject): { n: number } | undefined {
  const length = value.subtype === undefined ? undefined : /\((\d+)\)$/.exec(value.description ?? '')?.[1];
  return length === undefined ? undefined : { n: Number(length) };
}

function scalar(value: RemoteObject): SafeJson {
  if (value.type === 'string') return clip(String(value.value), MAX_STRING_CHARS).text;
  if (value.type === 'undefined') return ownWord('undefined');
  if (value.unserializableValue !== undefined) return clip(value.unserializableValue, MAX_STRING_CHARS).text;
  if (value.type === 'number' || value.type === 'boolean') return value.value as number | boolean;
  if (value.subtype === 'null') return null;
  return clip(value.description ?? value.type, MAX_STRING_CHARS).text;
}

function typeName(value: RemoteObject): SafeText {
  if (value.type === 'string') return ownWord('str');
  if (value.type === 'boolean') return ownWord('bool');
  if (value.type === 'number') return Number.isInteger(value.value) ? ownWord('int') : ownWord('float');
  if (value.subtype === 'null') return ownWord('null');
  return clip(value.type === 'object' ? (value.className ?? 'Object') : value.type, MAX_STRING_CHARS).text;
}
