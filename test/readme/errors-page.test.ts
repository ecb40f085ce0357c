import assert from 'node:assert/strict';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { agentlog, makeFolder } from '../cli/agentlog.ts';
import { readMessages, readTextsOf } from './messages.ts';
import { readPage } from './pages.ts';

const page = readPage('docs/errors.md');

/** Messages that are put together by a function: its texts stand for them. */
const BY_FUNCTION: Readonly<Record<string, readonly [file: string, name: string]>> = {
  'capture/git/repository.ts {explain(found, cwd)}': ['capture/git/repository.ts', 'explain'],
  'cli/main.ts {unknownVerb(name)}': ['cli/main.ts', 'unknownVerb'],
  'cli/open-store.ts {complaint}': ['base/d1-settings.ts', 'readD1Settings'],
  'cli/open-store.ts {missingD1Settings(missing)}': ['base/d1-settings.ts', 'missingD1Settings'],
  'cli/push/progress-lines.ts {lineOf(latest)}': ['cli/push/progress-lines.ts', 'lineOf'],
  'cli/push/push.ts {complaint}': ['base/d1-settings.ts', 'readD1Settings'],
  'cli/push/push.ts {missingD1Settings(missing)}': ['base/d1-settings.ts', 'missingD1Settings'],
  'cli/read-call.ts {explain(verb, error as Error & { code?: string })}': ['cli/read-call.ts', 'explain'],
  'cli/run/run-command.ts {error}': ['cli/run/launch.ts', 'notStarted'],
  'cli.ts …': ['base/runtime.ts', 'tooOld'],
  'load.ts {complaint}': ['base/runtime.ts', 'tooOld'],
  'session/losses.ts {describeLosses(counts, first.error, where)}': ['session/losses.ts', 'describeLosses'],
  'push/start-pusher.ts {complaint}': ['base/d1-settings.ts', 'readD1Settings'],
};
/** Half sentences that such functions put into others. */
const PARTS: readonly string[] = [
  'agentlog --help lists them',
  'see agentlog … --help',
  '…, and …',
  'did you mean …?',
  'did you mean --…?',
];
/** Other ways in which a text of the source comes to be a line. */
const REWRITTEN: Readonly<Record<string, readonly string[]>> = {
  'store/d1/retry.ts {message + notes}': readTextsOf('store/d1/retry.ts', 'tried').map((text) => `…${text}`),
  'cli/push/push.ts …; …': readTextsOf('cli/push/push.ts', 'pushOnce')
    .filter((text) => text.includes('pushed'))
    .map((text) => `…; ${text}`.replace('… were', '… were')),
  // `refusal` puts the folder before what it is given.
  ...Object.fromEntries(
    readMessages()
      .filter(({ file, text }) => file === 'store/folder/make-folder.ts' && text !== '… …')
      .map(({ file, text }) => [`${file} ${text}`, [`… ${text}`]]),
  ),
};
/** What hands on a message that stands elsewhere in this list. */
const HANDED_ON: readonly string[] = [
  'base/notice.ts {line}',
  'cli/diff.ts {answer.missing}',
  'cli/main.ts {message}',
  'cli/tell-redacted.ts {message}',
  'cli/verb.ts {message}',
  'recorder.ts {complaint}',
  'store/d1/fault.ts … (…)',
  'store/d1/rest-address.ts {message}',
  'store/d1/write-batch.ts {message}',
  'store/folder/make-folder.ts … …',
  'worker/worker-store.ts {messageOf(error)}',
];
/** Errors that agentlog throws for itself and catches: none of them is a line of its own. */
const INTERNAL: Readonly<Record<string, string>> = {
  'base/held.ts no getter …': 'a platform without a property that it must have',
  'capture/failure/realms.ts objects of this realm cannot be handed over':
    'the locals are read in another way',
  'capture/git/git-state.ts no session id': 'ids are judged before',
  'push/follow-lock.ts another process holds the lock': 'taken for what it says',
  'store/folder/current.ts an agent suffix is the suffix of a session id': 'suffixes are derived',
  'store/folder/folder.ts a line of … characters is too long': 'stands in "cannot write to"',
  'store/folder/line-writer.ts the line could not be written to its end': 'stands in "cannot write to"',
  'store/folder/line-writer.ts the line could not be written in one piece': 'stands in "cannot write to"',
  'value/builtin.ts no box': 'the value only poses as one',
  'value/read.ts no length': 'likewise',
};

/** The messages as the page has them: what takes no words is one row for all verbs. */
function normalize(text: string): string {
  return text
    .replace(/^\w+ takes no words; see agentlog \w+ --help$/, '… takes no words; see agentlog … --help')
    .replace(/…(?:[ .]*…)+/g, '…');
}

const said = readMessages().filter(({ text }) => text !== '{}');

function linesOf({ file, text }: (typeof said)[number]): readonly string[] {
  const key = `${file} ${text}`;
  if (HANDED_ON.includes(key) || key in INTERNAL) return [];
  const by = BY_FUNCTION[key];
  if (by !== undefined) return readTextsOf(...by).filter((one) => !PARTS.includes(one));
  return REWRITTEN[key] ?? [text];
}

test('docs/errors.md has a row for each line that agentlog can say, and no others', () => {
  const expected = new Set(
    [...said.flatMap(linesOf), '… events pushed, … of … sessions', 'no … …; …'].map(normalize),
  );
  const rows = [...page.matchAll(/^\| `([^|]+)` \| /gm)].map(([, text = '']) => normalize(text));
  const named = rows.filter((text) => !text.startsWith('AGENTLOG_') || text.includes(' '));
  assert.deepEqual(
    {
      missing: [...expected].filter((text) => !named.includes(text)),
      unknown: named.filter((text) => !expected.has(text)),
    },
    { missing: [], unknown: [] },
  );
  assert.equal(new Set(rows).size, rows.length, 'a message twice');
});

test('whatever is not a row of docs/errors.md is still in the source', () => {
  const keys = new Set(said.map(({ file, text }) => `${file} ${text}`));
  const listed = [
    ...HANDED_ON,
    ...Object.keys(INTERNAL),
    ...Object.keys(BY_FUNCTION),
    ...Object.keys(REWRITTEN),
  ];
  assert.deepEqual(
    listed.filter((key) => !keys.has(key)),
    [],
  );
});

test('docs/errors.md names every code of an AgentlogError, and no others', () => {
  const source = readPage('src/base/errors.ts');
  const codes = [...source.matchAll(/\| '(AGENTLOG_\w+)'/g)].map(([, code]) => code);
  const rows = [...page.matchAll(/^\| `(AGENTLOG_(?:USAGE|STORE|SESSION|D1)\w*)` \|/gm)].map(
    ([, code]) => code,
  );
  assert.deepEqual(rows, codes);
});

const CODES: readonly (readonly [title: string, args: readonly string[], code: number])[] = [
  ['a verb that is done', ['sessions'], 0],
  ['a verb that could not be done', ['end'], 1],
  ['wrong usage', ['shwo'], 2],
  ["a command's own", ['run', '--', 'sh', '-c', 'exit 7'], 7],
  ['a command that may not be run', ['run', './plain.txt'], 126],
  ['a command that is not there', ['run', 'no-such-command'], 127],
];

for (const [title, args, code] of CODES) {
  test(`the exit code of ${title} is ${code}, as docs/errors.md says`, async (t) => {
    const cwd = makeFolder(t);
    writeFileSync(join(cwd, 'plain.txt'), 'text');
    chmodSync(join(cwd, 'plain.txt'), 0o644);
    assert.equal((await agentlog(args, { cwd })).exitCode, code);
    if (code !== 7) assert.match(page, new RegExp(`^\\| ${code} \\| `, 'm'));
  });
}

test('a command that a signal ended ends run by the same signal, which a shell shows as 143', async (t) => {
  const { exitCode, signal } = await agentlog(['run', '--', 'sh', '-c', 'kill -TERM $$'], {
    cwd: makeFolder(t),
  });
  assert.deepEqual([exitCode, signal], [null, 'SIGTERM']);
});
