import { type Fields, isFields } from '../../base/fields.ts';
import { put } from '../../base/held.ts';
import {
  MAX_DEPTH,
  MAX_DIFF_CHARS,
  MAX_DIFF_LINES,
  MAX_KEYS,
  MAX_LOCALS,
  MAX_STREAM_BYTES,
  MAX_STRING_CHARS,
} from '../../base/limits.ts';
import { decodeLine, encodeJson } from '../../event/line.ts';
import { requiredKeys } from '../../event/shape.ts';
import type { Event, SessionRecord } from '../../event/types.ts';
import { clipEnds, utf8Length } from '../../redact/clip-ends.ts';
import { clipLines } from '../../redact/clip-lines.ts';
import { clip } from '../../redact/redact.ts';
import type { SafeText } from '../../redact/safe-text.ts';
import type { Batch } from '../types.ts';
import { cutFields, cutJson, type JsonLimits, keptKeys } from './cut-json.ts';
import { MAX_ROW_BYTES, rowBytes } from './row-bytes.ts';
import { shortId } from './short-id.ts';

type Line = Batch['events'][number];

interface RowLimits extends JsonLimits {
  readonly maxLocals: number;
  readonly maxStreamBytes: number;
  readonly maxDiffChars: number;
}

const BY_THE_RULES: RowLimits = {
  depth: MAX_DEPTH,
  maxChars: MAX_STRING_CHARS,
  maxKeys: MAX_KEYS,
  maxLocals: MAX_LOCALS,
  maxStreamBytes: MAX_STREAM_BYTES,
  maxDiffChars: MAX_DIFF_CHARS,
};
/** From one to the next less is kept: 20 keys of 20 keys of 20 keys are more than a row. The last one leaves a few kilobytes of any event. */
const STEPS: readonly RowLimits[] = [
  BY_THE_RULES,
  { ...BY_THE_RULES, depth: 1 },
  { ...BY_THE_RULES, depth: 0 },
  { depth: 0, maxChars: 40, maxKeys: 5, maxLocals: 5, maxStreamBytes: 512, maxDiffChars: 512 },
];

/**
 * The event as D1 takes it: itself where its row (`rowBytes`) and its ids are not too large, else cut by the rules for fields. What is
 * required of its kind stays, and `cut_from_bytes` has the size of the full line, in bytes. Where even the least that can be kept is
 * larger than `maxBytes`, that is given.
 */
export function fitRow(line: Line, maxBytes: number = MAX_ROW_BYTES): Line {
  const { id, session_id, event_type } = line.event;
  const fitsHead =
    shortId(id) === id && shortId(session_id) === session_id && event_type.length <= MAX_STRING_CHARS;
  if (fitsHead && rowBytes(line) <= maxBytes) return line;
  let fitted = line;
  for (const limits of STEPS) {
    fitted = cutLine(line, limits);
    if (rowBytes(fitted) <= maxBytes) break;
  }
  return fitted;
}

/** A session as D1 takes it: its texts have the length of any field. */
export function fitSession(record: SessionRecord): SessionRecord {
  return {
    ...record,
    session_id: shortId(record.session_id),
    agent_name: fitText(record.agent_name),
    task: fitText(record.task),
  };
}

function fitText(text: unknown): SafeText | null {
  return typeof text === 'string' ? clip(text, MAX_STRING_CHARS).text : null;
}

function cutLine({ event, text }: Line, limits: RowLimits): Line {
  // The text is what is sent, perhaps redacted anew since the event was read; what is no line is cut by what is known of it.
  const decoded = decodeLine(text);
  const source = decoded?.kind === 'event' ? decoded.event : event;
  const { event_type, id, session_id, ts, cut_from_bytes, ...payload } = source as Event & Fields;
  const head = {
    event_type: clip(event.event_type, MAX_STRING_CHARS).text,
    id: shortId(event.id),
    session_id: shortId(event.session_id),
    ts: event.ts,
  };
  const fields = cutPayload(event_type, payload, limits);
  // Of what was cut before, the first size says how much there was.
  const size = typeof cut_from_bytes === 'number' ? cut_from_bytes : utf8Length(text);
  const rest = encodeJson({ ...fields, cut_from_bytes: size });
  // Joined as texts: a payload's key that is a number would come before the head in an object.
  const cut = `${encodeJson(head).slice(0, -1)},${rest.slice(1)}`;
  return { event: JSON.parse(cut) as Event, text: cut };
}

function cutPayload(type: string, payload: Fields, limits: RowLimits): Record<string, unknown> {
  const cut: Record<string, unknown> = {};
  for (const key of keptKeys(payload, limits.maxKeys, requiredKeys(type)))
    put(cut, clip(key, limits.maxChars).text, cutField(type, key, payload[key], limits));
  if (type === 'tool_output') cutStreams(cut, payload, limits);
  if (type === 'git_diff' && typeof payload.diff === 'string') {
    const { text, cut: isCut } = clipLines(payload.diff, {
      maxLines: MAX_DIFF_LINES,
      maxChars: limits.maxDiffChars,
    });
    put(cut, 'diff', text);
    if (isCut) put(cut, 'truncated', true);
  }
  return cut;
}

function cutField(type: string, key: string, value: unknown, limits: RowLimits): unknown {
  if (type !== 'failure' || !isFields(value)) return cutJson(value, limits);
  if (key === 'error') return cutFields(value, limits, ['type', 'msg']);
  if (key === 'location') return cutFields(value, limits, ['file', 'line', 'function']);
  if (key === 'locals') return cutLocals(value, limits);
  if (key !== 'origin') return cutJson(value, limits);
  const origin = cutFields(value, limits, ['location', 'locals']);
  if (isFields(value.location)) put(origin, 'location', cutFields(value.location, limits));
  if (isFields(value.locals)) put(origin, 'locals', cutLocals(value.locals, limits));
  return origin;
}

/** Each variable is a descriptor, whose own level is none of the value's. */
function cutLocals(locals: Fields, limits: RowLimits): Record<string, unknown> {
  return cutFields(locals, { ...limits, maxKeys: limits.maxLocals, depth: limits.depth + 1 });
}

/** A torn stream keeps its end too: there a tool says what went wrong. */
function cutStreams(cut: Record<string, unknown>, payload: Fields, { maxStreamBytes }: RowLimits): void {
  const truncated: Record<string, unknown> = {
    ...(isFields(payload.truncated)
      ? cutFields(payload.truncated, { depth: 0, maxChars: 40, maxKeys: 2 })
      : {}),
  };
  for (const name of ['stdout', 'stderr']) {
    const stream = payload[name];
    if (typeof stream !== 'string') continue;
    const { text, cut: isCut } = clipEnds(
      { head: stream, tail: '', droppedBytes: 0 },
      { maxBytes: maxStreamBytes, headBytes: maxStreamBytes / 4, slackBytes: 0 },
    );
    put(cut, name, text);
    if (isCut) truncated[name] ??= utf8Length(stream);
  }
  if (Object.keys(truncated).length > 0) put(cut, 'truncated', truncated);
}
