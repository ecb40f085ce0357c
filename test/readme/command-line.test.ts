import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VERBS } from '../../src/cli/verbs.ts';
import { blocks, pages, readPage } from './pages.ts';

/** A command of agentlog's as a page names it. */
interface Named {
  readonly where: string;
  readonly verb: string;
  readonly flags: readonly string[];
}

const COMMAND: RegExp = /\bagentlog ((?:--)?[a-z]\w*)([^`\n|;&)]*)/g;

/** The commands in code spans and in what blocks run, their words behind a `--` of `run` left out. */
function commandsOf(page: string): Named[] {
  const text = readPage(page);
  const spans = [...text.replace(/^```.*?^```$/gms, '').matchAll(/`([^`\n]+)`/g)].map(
    ([, span = '']) => span,
  );
  const lines = blocks
    .filter((block) => block.page === page)
    .flatMap(({ language, text: shown }) =>
      shown
        .split('\n')
        .filter((line) => language === 'sh' || language === 'markdown' || line.startsWith('$ ')),
    );
  return [...spans, ...lines.map((line) => line.replace(/ +# .*$/, ''))]
    .filter((command) => /^(?:\$ )?(?:npx )?agentlog |[("`] ?(?:npx )?agentlog /.test(command))
    .flatMap((command) =>
      [...command.matchAll(COMMAND)].map(([, verb = '', rest = '']) => ({
        where: `${page}: ${command}`,
        verb,
        flags: [
          ...rest

            .replace(/ -- .*/, '')
            .replace(/'[^']*'/g, '')
            .matchAll(/(?<=\s)--([a-z][\w-]*)/g),
        ].map(([, flag = '']) => flag),
      })),
    );
}

const named = pages.flatMap(commandsOf);

test('each agentlog command that a page names has a verb and flags that are there', () => {
  assert.ok(named.length > 50);
  const wrong = named.filter(({ verb, flags }) => {
    if (verb === '--help' || verb === '--version' || verb === 'help') return false;
    const known = VERBS.find(({ name }) => name === verb);
    return known === undefined || flags.some((flag) => flag !== 'help' && !(flag in known.flags));
  });
  assert.deepEqual(
    wrong.map(({ where }) => where),
    [],
  );
});

/** Flags of Node, of test runners and of programs in general that the pages speak of. */
const FOREIGN: ReadonlySet<string> = new Set([
  'allow-env',
  'inspect',
  'frozen-intrinsics',
  'test-isolation',
  'parallel',
  'no-worker-threads',
  'password',
]);

test('each flag that a page names alone belongs to a verb, or to another program', () => {
  const own = new Set(VERBS.flatMap(({ flags }) => Object.keys(flags)).concat('help', 'version'));
  const wrong = pages.flatMap((page) =>
    [...readPage(page).matchAll(/`--([a-z][\w-]*)[^`\n]*`/g)]
      .map(([, flag = '']) => flag)
      .filter((flag) => !own.has(flag) && !FOREIGN.has(flag))
      .map((flag) => `${page}: --${flag}`),
  );
  assert.deepEqual(wrong, []);
});

test('each verb and each flag of the command line is on a page', () => {
  const text = pages.map(readPage).join('\n');
  const missing = VERBS.flatMap(({ name, flags }) => [
    ...(named.some(({ verb }) => verb === name) ? [] : [name]),
    ...Object.keys(flags)
      .filter(
        (flag) =>
          !named.some((one) => one.verb === name && one.flags.includes(flag)) &&
          !text.includes(`\`--${flag}`),
      )
      .map((flag) => `${name} --${flag}`),
  ]);
  assert.deepEqual(missing, []);
});

test('a flag stands in the synopsis of its verb as the list of its flags has it', () => {
  const wrong = VERBS.flatMap(({ name, synopsis, flags }) => {
    const shown = [...synopsis.matchAll(/--([a-z][\w-]*)(?: ([^\]\s]+))?/g)].map(([, flag, value]) => [
      flag,
      value,
    ]);
    const listed = Object.entries(flags).map(([flag, { value }]) => [flag, value]);
    const sort = (list: unknown[][]) => JSON.stringify([...list].sort());
    return sort(shown) === sort(listed) ? [] : [`${name}: ${synopsis}`];
  });
  assert.deepEqual(wrong, []);
});

test('the pages and the help agree on what is so if nobody says otherwise', () => {
  const summary = (verb: string, flag: string): string =>
    VERBS.find(({ name }) => name === verb)?.flags[flag]?.summary ?? '';
  const of = (verb: string, flag: string): number =>
    Number(/\(default (\d+)\)/.exec(summary(verb, flag))?.[1]);
  assert.ok(
    readPage('docs/reading.md').includes(`\`show\` prints the last ${of('show', 'last')}, oldest first`),
  );
  assert.ok(
    readPage('docs/context.md').includes(
      `${of('context', 'max-tokens').toLocaleString('en')} tokens if \`--max-tokens N\``,
    ),
  );
  for (const verb of ['show', 'context', 'tokens'])
    assert.match(summary(verb, 'session'), /default the current one, else the newest/);
  assert.match(
    readPage('docs/reading.md'),
    /takes the current session, and where there is none the\none that was written to last/,
  );
});
