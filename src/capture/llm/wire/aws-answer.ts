import { byteLength, utf8Slice } from '../../../base/held-bytes.ts';
import { type AnswerDraft, type AnswerFold, setError } from './answer-draft.ts';
import { createEventStreamReader } from './event-stream.ts';
import { field, textField } from './json-field.ts';
import type { LongText } from './long-text.ts';
import { parseJson } from './parse-json.ts';
import type { ByteReader } from './types.ts';
import { errorOf, wireError } from './wire-error.ts';

const bytesFrom: (text: string, encoding: 'base64') => Uint8Array = Buffer.from;

/**
 * A reader of Bedrock's event streams. Under `converse-stream` an event's name and payload make one value; under `invoke` each event
 * holds a value of the model's own in base64. Exceptions that come instead are the answer's error.
 */
export function createAwsReader(
  draft: AnswerDraft,
  fold: AnswerFold,
  onLong: (long: LongText) => void,
): ByteReader {
  return createEventStreamReader((headers, payload) => {
    const value = parseJson(utf8Slice(payload, 0, byteLength(payload)));
    const kind = textField(headers, ':message-type');
    if (kind === 'exception' || kind === 'error') {
      const name = textField(headers, ':exception-type') ?? textField(headers, ':error-code') ?? 'error';
      setError(draft, wireError(name, textField(headers, ':error-message') ?? errorOf(value)?.msg ?? ''));
      return;
    }
    const inner = textField(value, 'bytes');
    if (inner !== undefined) {
      const bytes = bytesFrom(inner, 'base64');
      fold(parseJson(utf8Slice(bytes, 0, byteLength(bytes))));
      return;
    }
    const name = textField(headers, ':event-type');
    fold(name === undefined || field(value, name) !== undefined ? value : { [name]: value });
  }, onLong);
}
