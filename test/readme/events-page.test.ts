import assert from 'node:assert/strict';
import { test } from 'node:test';
import * as limits from '../../src/base/limits.ts';
import { ID_PREFIX } from '../../src/event/ids.ts';
import { storedLines } from './events-runs.ts';
import { fieldsOf, misfits, readFieldTables } from './field-tables.ts';
import { blocks, readPage } from './pages.ts';

const page = readPage('docs/events.md');
const tables = readFieldTables(page);
const types = readPage('src/event/types.ts');
const descriptor = readPage('src/value/descriptor.ts');

/** What stands above a table, and the interface that it tells of. */
const INTERFACES: Readonly<Record<string, readonly [source: string, name: string]>> = {
  'The head': [types, 'EventHead'],
  failure: [types, 'FailurePayload'],
  error: [types, 'ErrorSummary'],
  location: [types, 'Location'],
  origin: [types, 'Origin'],
  llm_call: [types, 'LlmCallPayload'],
  'call error': [types, 'CallError'],
  tool_output: [types, 'ToolOutputPayload'],
  git_diff: [types, 'GitDiffPayload'],
  decision: [types, 'DecisionPayload'],
  'The session record': [types, 'SessionRecord'],
  Descriptors: [descriptor, 'Descriptor'],
};

for (const [title, [source, name]] of Object.entries(INTERFACES)) {
  test(`docs/events.md has a row for each field of ${name}, and no others`, () => {
    const fields = fieldsOf(source, name);
    assert.ok(fields.length > 2, name);
    assert.deepEqual(
      tables.get(title)?.map((field) => field.name),
      fields,
    );
  });
}

test('docs/events.md has no table of fields that is not held against a type', () => {
  // `sizes` is written out in place where the type of a tool's output stands.
  assert.deepEqual(
    [...tables.keys()].filter((title) => INTERFACES[title] === undefined),
    ['sizes'],
  );
  assert.match(types, /truncated\?: \{ readonly stdout\?: number; readonly stderr\?: number \}/);
  assert.deepEqual(
    tables.get('sizes')?.map(({ name }) => name),
    ['stdout?', 'stderr?'],
  );
});

/** What of a line is not as the page says: its head, its payload, or that of a session record. */
function misfitsOfLine(line: Readonly<Record<string, unknown>>): string[] {
  if (line.event_type === undefined) return misfits(line, 'The session record', tables);
  const { event_type, id, session_id, ts, ...payload } = line;
  const head = { event_type, id, session_id, ts };
  return [...misfits(head, 'The head', tables), ...misfits(payload, String(event_type), tables)];
}

test('every line that the pages show has the fields that docs/events.md says, with their types and ranges', () => {
  const shown = blocks.filter(
    ({ language, text }) => language === 'json' && /"(?:event_type|start_ts)"/.test(text),
  );
  assert.ok(shown.length >= 6);
  for (const { page: where, text } of shown) assert.deepEqual(misfitsOfLine(JSON.parse(text)), [], where);
});

test('every line that is stored has the fields that docs/events.md says, with their types and ranges', async () => {
  const lines = await storedLines();
  assert.deepEqual(
    new Set(lines.map(({ event_type }) => event_type)),
    new Set([undefined, ...Object.keys(ID_PREFIX)]),
  );
  assert.deepEqual(lines.flatMap(misfitsOfLine), []);
});

test('docs/events.md tells of every limit of what is stored', () => {
  const number = (count: number): string => count.toLocaleString('en');
  const expected = {
    'a text, a message, a prompt, a response': `${limits.MAX_STRING_CHARS} characters`,
    "an error's type": `${limits.MAX_TYPE_CHARS} characters`,
    "a tool's name": `${limits.MAX_TOOL_CHARS} characters`,
    'an array that is shown whole': `${limits.MAX_WHOLE_ITEMS} items`,
    'the preview of a longer one': `${limits.PREVIEW_ITEMS} items`,
    'keys of an object, entries of a Map': `${limits.MAX_KEYS}`,
    'nested values': `${limits.MAX_DEPTH} levels`,
    'variables of a failure': `${limits.MAX_LOCALS}`,
    'a failure': `${number(limits.MAX_FAILURE_BYTES)} bytes`,
    'the chain of causes, the errors of an `AggregateError`': `${limits.MAX_CAUSES}`,
    "each stream of a tool's output": `${number(limits.MAX_STREAM_BYTES)} bytes`,
    'a diff, in lines': `${limits.MAX_DIFF_LINES} lines`,
    'a diff, in characters': `${number(limits.MAX_DIFF_CHARS)} characters`,
    'a file whose diff is shown': `${limits.MAX_SHOWN_FILE_BYTES >> 20} MiB`,
  };
  const rows = page.split('| what | limit |\n| --- | --- |\n')[1]?.split('\n\n')[0]?.split('\n') ?? [];
  assert.deepEqual(
    Object.fromEntries(rows.map((row) => row.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, '')))),
    expected,
  );
});

test('docs/events.md names every prefix of an id and every mark that stands for a value', () => {
  for (const prefix of Object.values(ID_PREFIX)) assert.ok(page.includes(`\`${prefix}_\``), prefix);
  const source = ['content', 'walk'].map((name) => readPage(`src/value/${name}.ts`)).join('\n');
  const marks = [...source.matchAll(/ownWord\('(\[[^']+\])'\)/g)].map(([, mark]) => mark);
  const rows = page.split('| where a value would stand |')[1]?.split('\n\n')[0] ?? '';
  const named = [...rows.matchAll(/`(\[[^`]+\])`/g)].map(([, mark]) => mark);
  assert.deepEqual(named.sort(), marks.sort());
});
