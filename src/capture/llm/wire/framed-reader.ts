import type { AnswerDraft, AnswerFold } from './answer-draft.ts';
import { setError } from './answer-draft.ts';
import { createAnswerFold } from './answer-fold.ts';
import { createAwsReader } from './aws-answer.ts';
import { foldCut } from './fold-cut.ts';
import type { Framing } from './framing.ts';
import type { LongText } from './long-text.ts';
import { createNdjsonReader } from './ndjson.ts';
import { parseJson } from './parse-json.ts';
import { createRepeatParser } from './repeat-parser.ts';
import { awsType, refusalName } from './settle-answer.ts';
import { createSseReader } from './sse.ts';
import type { AnswerHead, ByteReader, Endpoint } from './types.ts';
import { endsJson, readWhole } from './whole-answer.ts';
import { createWholeBodyReader } from './whole-body.ts';
import { errorOf, errorOfBody, wireError } from './wire-error.ts';

/** A reader of an answer's bytes, framed in the given way, that puts into the draft what it understands. */
export function createFramedReader(
  framing: Framing,
  endpoint: Endpoint,
  head: AnswerHead,
  draft: AnswerDraft,
): ByteReader {
  const { format } = endpoint;
  const fold = createAnswerFold(format, draft);
  const isRefused = head.status !== null && head.status >= 400;

  function onLong(long: LongText): void {
    if (isRefused) setError(draft, wireError(refusalName(head), long.head));
    else foldCut(format, draft, long);
  }

  function onRefusal(text: string): void {
    const body = parseJson(text);
    const error =
      body === undefined ? wireError(refusalName(head), text) : errorOfBody(body, head.status, awsType(head));
    setError(draft, error);
    draft.isComplete = true;
  }

  switch (framing) {
    case 'aws':
      return createAwsReader(draft, fold, onLong);
    case 'sse': {
      const parse = createRepeatParser();
      return createSseReader((data, event) => {
        if (isRefused) onRefusal(data);
        else foldEvent(draft, fold, parse, data, event);
      }, onLong);
    }
    case 'ndjson': {
      const parse = createRepeatParser();
      return createNdjsonReader((line) => {
        if (isRefused) onRefusal(line);
        else fold(parse(line));
      }, onLong);
    }
    default:
      return createWholeBodyReader(
        (text) => {
          if (isRefused) onRefusal(text);
          else readWhole(format, draft, fold, text);
        },
        (long) => {
          onLong(long);
          draft.isComplete = endsJson(long.tail);
        },
      );
  }
}

function foldEvent(
  draft: AnswerDraft,
  fold: AnswerFold,
  parse: (text: string) => unknown,
  data: string,
  event: string | undefined,
): void {
  if (data === '[DONE]') {
    draft.isComplete = true;
    return;
  }
  const value = parse(data);
  if (value !== undefined) fold(value);
  // A name of our own for what the data itself does not call an error.
  if (event === 'error') setError(draft, errorOf(value) ?? wireError('error', data));
}
