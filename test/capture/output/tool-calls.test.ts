import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { readEvents } from '../../cli/agentlog.ts';
import { randomWord } from '../../redact/secrets.ts';
import { makeToolFolder, type Outcome, runTool } from './run-tool.ts';

/** A `tool_output` as it is stored; the others of its fields differ from run to run. */
function tool(name: string, stdout: string, rest: object = {}): Readonly<Record<string, unknown>> {
  return { event_type: 'tool_output', tool: name, stdout, stderr: '', exit_code: 0, ...rest };
}

const THROWN = [
  'TypeError: two lines',
  'str: a text',
  'undefined',
  'null',
  'Object: {"message":"[getter]"}',
  'Proxy',
];
const NAME = 'n'.repeat(80);

interface Row {
  readonly title: string;
  readonly program: string;
  readonly expected: Outcome;
}

const QUIET = { exitCode: 0, stdout: '', stderr: '' };

const ROWS: readonly Row[] = [
  {
    title: 'what a tool prints in timers, event handlers, promises and callbacks is its own until it ends',
    program: 'contexts.mjs',
    expected: {
      ...QUIET,
      stdout: 'printed after the end\n',
      events: [
        tool('later', 'microtask\ntick\nimmediate\nread\nhandler\npromise\n'),
        tool('over', 'printed in time\n'),
      ],
    },
  },
  {
    title: 'values, promises, thenables, generators and async iterables come back as they were',
    program: 'results.mjs',
    expected: {
      ...QUIET,
      stdout: 'between\nbetween\n',
      events: [
        tool('value', ''),
        tool('promise', ''),
        tool('thenable', 'begins when awaited\n'),
        tool('generator, left', 'first\ngiven back\ncleaned up\n'),
        tool('generator, used up', 'first\ngiven undefined\ncleaned up\n'),
        tool('generator, throws', 'first\n', { exit_code: 1, error: 'RangeError: inside' }),
        tool('async generator', 'one\n', { stderr: 'two\n' }),
        tool('async iterable', 'one\n', { stderr: 'two\n' }),
        tool('stream', ''),
      ],
    },
  },
  {
    title: 'a tool that throws keeps what it printed and throws the same object, none of whose code is run',
    program: 'throws.mjs',
    expected: {
      ...QUIET,
      stdout: 'done\n',
      events: THROWN.flatMap((error) =>
        ['sync', 'async'].map((name) => tool(name, 'before\n', { exit_code: 1, error })),
      ),
    },
  },
  {
    title: "an inner call's output is the inner's, and tee lets it through to the call around it",
    program: 'nested.mjs',
    expected: {
      ...QUIET,
      stdout: 'on the terminal too\n',
      stderr: 'everywhere\n',
      events: [
        tool('inner', 'inner\n'),
        tool('inner with tee', 'inner, and outer\n'),
        tool('outer', 'outer begins\ninner, and outer\nouter ends "captured\\n"\n'),
        tool('inner throws', 'before the throw\ncaught\n', { stderr: 'and this\n' }),
        tool('inner of tee', 'inner alone\n'),
        tool('both tee', '', { stderr: 'everywhere\n' }),
        tool('outer with tee', 'on the terminal too\n', { stderr: 'everywhere\n' }),
      ],
    },
  },
  {
    title: 'a tool that ends or destroys stdout does so for itself alone, and its waiting for that ends',
    program: 'closes.mjs',
    expected: {
      ...QUIET,
      stdout: 'still open true false\n',
      events: [
        tool('end', 'last words\nand more\n'),
        tool('destroy', 'after destroy\n'),
        tool('waits for the end', 'called back\n'),
        tool('pipeline', 'piped\n'),
        tool('write', 'written\n'),
        tool('cork', 'corked\n'),
      ],
    },
  },
  {
    title:
      'bytes that are no text, names without end, hostile and wrong arguments are logged as far as they go',
    program: 'bytes.mjs',
    expected: {
      ...QUIET,
      stdout: 'true true\n',
      events: [
        tool('bytes', '\ufffd\0A\0hi\ufffd', { stderr: 'é\n' }),
        tool(
          'refused',
          'ERR_STREAM_NULL_VALUES\nERR_INVALID_ARG_TYPE\nERR_INVALID_ARG_TYPE\nERR_INVALID_ARG_TYPE\nERR_UNKNOWN_ENCODING\n',
        ),
        tool(NAME, ''),
        tool('?', ''),
        tool(NAME, '\ufffd(', { stderr: 'TOKEN=***REDACTED***', exit_code: 2 }),
        tool('killed', '', { exit_code: 137, signal: 'SIGKILL' }),
        tool('?', ''),
        tool('?', ''),
        tool('?', ''),
        tool('long', `${'x y\n'.repeat(640)}\n[… 39808 bytes missing …]\n${'x y\n'.repeat(1908)}`, {
          stderr: 'ok',
          truncated: { stdout: 50_000 },
        }),
      ],
    },
  },
  {
    title: 'calls that the end of the process cuts short are logged with what they had printed',
    program: 'ends.mjs',
    expected: {
      ...QUIET,
      exitCode: 3,
      events: [
        ['waits', 'so far\n'],
        ['abandoned', 'begun\n'],
        ['exits', 'last words\n'],
      ].map(([name = '', stdout = '']) =>
        tool(name, stdout, { exit_code: 3, error: 'the process ended first' }),
      ),
    },
  },
];

for (const { title, program, expected } of ROWS) {
  test(title, async (t) => {
    assert.deepEqual(await runTool(makeToolFolder(t), program), expected);
  });
}

test('of fifty tools that print in turns each gets its own bytes and no others, and nothing of them reaches the terminal', async (t) => {
  const { events, ...rest } = await runTool(makeToolFolder(t), 'interleaved.mjs');
  assert.deepEqual(rest, { ...QUIET, stdout: 'the program itself\ntrue\n' });
  const lines = (name: string, i: number): string =>
    [0, 1, 2, 3].map((turn) => `${i} ${name} ${turn}\n`).join('');
  const byName = new Map(events.map((event) => [event.tool, event]));
  assert.deepEqual(
    Array.from({ length: 50 }, (_, i) => byName.get(`tool ${i}`)),
    Array.from({ length: 50 }, (_, i) => tool(`tool ${i}`, lines('out', i), { stderr: lines('err', i) })),
  );
  assert.equal(events.length, 50);
});

test('a tool that prints 200 MB leaves the memory of the process flat, and its beginning and end are kept', async (t) => {
  const { events, ...rest } = await runTool(makeToolFolder(t), 'much.mjs');
  assert.deepEqual(rest, { ...QUIET, stdout: 'flat true true\n' });
  const [{ stdout, stderr, truncated } = {}] = events;
  assert.deepEqual(truncated, { stdout: 99_100_000, stderr: 104_857_600 });
  for (const text of [stdout, stderr]) assert.ok(Buffer.byteLength(String(text)) <= 10_240);
});

test("a call's event goes to the session in which it began", async (t) => {
  const cwd = makeToolFolder(t);
  assert.equal((await runTool(cwd, 'sessions.mjs')).exitCode, 0);
  const events = readEvents(cwd);
  assert.equal(new Set(events.map(({ session_id }) => session_id)).size, 3);
  assert.deepEqual(events.map(({ tool: name }) => name).sort(), ['ends its session', 'in a', 'in b']);
});

test('when recording is off, a tool prints as without toolCall, and captureOutput captures all the same', async (t) => {
  const cwd = makeToolFolder(t);
  const { events, ...rest } = await runTool(cwd, 'nested.mjs', {});
  assert.deepEqual([rest.exitCode, events], [0, []]);
  assert.equal(
    rest.stdout,
    [
      ...['outer begins', 'inner', 'inner, and outer', 'outer ends "captured\\n"', 'caught'],
      ...['on the terminal too', 'inner alone', ''],
    ].join('\n'),
  );
  assert.deepEqual(await runTool(cwd, join('.', 'wraps.mjs'), {}), WRAPPED);
});

const WRAPPED: Outcome = {
  ...QUIET,
  stdout:
    'printed once\nprinted once, with tee\nprinted by a method of ours\nprinted by a held method\nprinted past the capture\n',
  events: [],
};

test('wraps of process.stdout.write that others put around a capture survive it, in whatever order they come and go', async (t) => {
  assert.deepEqual(await runTool(makeToolFolder(t), 'wraps.mjs'), WRAPPED);
});

test('no piece of a secret that a tool prints, throws or is called by is stored', async (t) => {
  const cwd = makeToolFolder(t);
  const [secret, word] = [`sk-${randomWord(45)}`, randomWord(9)];
  const env = { AGENTLOG: 'true', TEST_SECRET: secret, TEST_WORD: word };
  const { events, ...rest } = await runTool(cwd, 'secrets.mjs', env);
  assert.deepEqual([rest, events.length], [QUIET, 4]);
  const text = JSON.stringify(readEvents(cwd));
  for (let at = 3; at + 8 <= secret.length; at += 1)
    assert.ok(!text.includes(secret.slice(at, at + 8)), text);
  assert.ok(!text.includes(word) && text.split('***REDACTED***').length > 8);
});

test("an uncaught error of a tool is a failure of the program's own line, with its variables", async (t) => {
  const cwd = makeToolFolder(t);
  const { exitCode, stdout, events } = await runTool(cwd, 'crash.cjs');
  assert.deepEqual([exitCode, stdout], [1, '']);
  const [output, failure] = events;
  assert.deepEqual(output, tool('crash', 'before\n', { exit_code: 1, error: 'TypeError: no' }));
  const { location, locals } = failure ?? {};
  assert.deepEqual(location, { file: 'crash.cjs', line: 5, function: 'crash' });
  assert.deepEqual(locals, { order: { t: 'Object', v: { id: 7 } } });
});

const UNCAUGHT = ['in captureOutput', 'in runSession', 'in a step of a generator in captureOutput'];
for (const way of UNCAUGHT) {
  test(`of an error ${way} that nobody catches Node prints the program's own line`, async (t) => {
    const cwd = makeToolFolder(t);
    for (const env of [{}, { AGENTLOG: 'true' }]) {
      const { exitCode, stderr } = await runTool(cwd, 'uncaught.cjs', env, [way]);
      const file = join(cwd, 'uncaught.cjs');
      const excerpt = `${file}:5\n  throw new TypeError(word); // fails here\n  ^\n\nTypeError: no\n    at fail (${file}:5:9)\n`;
      assert.deepEqual([exitCode, stderr.slice(0, excerpt.length)], [1, excerpt]);
    }
  });
}
