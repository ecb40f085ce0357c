import type { Event, SessionRecord } from './types.ts';

type Kind = 'string' | 'number' | 'boolean' | 'object';

/**
 * What a reader looks into without asking. Kinds that are not named here are read key by key.
 */
const REQUIRED: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  failure: { error: 'object', location: 'object', locals: 'object' },
  llm_call: { model: 'string' },
  tool_output: {
    tool: 'string',
    stdout: 'string',
    stderr: 'string',
    exit_code: 'number',
    duration_ms: 'number',
  },
  decision: { question: 'string' },
  git_diff: {
    turn_number: 'number',
    files_changed: 'number',
    lines_added: 'number',
    lines_removed: 'number',
    diff: 'string',
    truncated: 'boolean',
  },
};
const REQUIRED_OF_FAILURE: Readonly<Record<'error' | 'location', Readonly<Record<string, Kind>>>> = {
  error: { type: 'string', msg: 'string' },
  location: { file: 'string', line: 'number', function: 'string' },
};

/** Whether a decoded event has what its kind must have: a foreign line can claim any kind. */
export function hasEventShape(event: Event): boolean {
  const fields = event as unknown as Readonly<Record<string, unknown>>;
  if (!isPlain(fields) || !Number.isFinite(event.ts)) return false;
  if (!has(fields, REQUIRED[event.event_type] ?? {})) return false;
  return (
    event.event_type !== 'failure' ||
    (has(fields.error, REQUIRED_OF_FAILURE.error) && has(fields.location, REQUIRED_OF_FAILURE.location))
  );
}

/** The payload's keys that an event of this kind must have; none for a kind that is not known. */
export function requiredKeys(type: string): readonly string[] {
  return Object.hasOwn(REQUIRED, type) ? Object.keys(REQUIRED[type] ?? {}) : [];
}

/** Whether a decoded session record has only what a record can have; a field that is left out counts as null. */
export function hasRecordShape(record: SessionRecord): boolean {
  return (
    isPlain(record) &&
    Number.isFinite(record.start_ts) &&
    [record.end_ts, record.total_tokens].every((field) => field == null || Number.isFinite(field)) &&
    [record.agent_name, record.task].every((field) => field == null || typeof field === 'string')
  );
}

/** A key of this name can only be there to change what a careless copy inherits. */
function isPlain(fields: object): boolean {
  return !Object.hasOwn(fields, '__proto__');
}

function has(fields: unknown, required: Readonly<Record<string, Kind>>): boolean {
  if (typeof fields !== 'object' || fields === null || Array.isArray(fields)) return false;
  const found = fields as Readonly<Record<string, unknown>>;
  return Object.entries(required).every(
    ([key, kind]) => Object.hasOwn(found, key) && typeof found[key] === kind && found[key] !== null,
  );
}
