import assert from 'node:assert/strict';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { detectAgent } from '../../src/session/agent.ts';
import { deriveSessionId } from '../../src/session/agent-session.ts';
import { CHECK, makeTurns } from './make-turns.ts';
import { readPage } from './pages.ts';
import { sh } from './project.ts';

const page = readPage('docs/sessions.md');
const source = readPage('src/session/agent.ts');

/** The rows of a table, as their cells. */
function rowsUnder(head: string): string[][] {
  const rows = page.split(`${head}\n| --- | --- |\n`)[1]?.split('\n\n')[0] ?? '';
  return rows.split('\n').map((row) => row.slice(2, -2).split(' | '));
}

/** What a code span of the tables says of a variable: its name, and a value that it may have. */
function variableOf(span: string, rest: string): readonly [name: string, value: string] {
  const [name = '', value] = span.split('=');
  return [name, value ?? /that holds `([^`]+)`/.exec(rest)?.[1] ?? 'x'];
}

/** The environments that a cell names, each with what must stand beside. */
function environmentsOf(cell: string): Readonly<Record<string, string>>[] {
  const [own = '', beside = ''] = cell.split(' beside ');
  const spansOf = (text: string) =>
    [...text.replace(/that holds .*/, '').matchAll(/`([^`]+)`/g)].map(([, span = '']) => span);
  const others = spansOf(beside).map((span) => Object.fromEntries([variableOf(span, '')]));
  return spansOf(own).flatMap((span) => {
    const env = Object.fromEntries([variableOf(span, own)]);
    return others.length === 0 ? [env] : others.map((other) => ({ ...env, ...other }));
  });
}

const SET_FOR_COMMANDS = '| agent | set for its commands |';
const SET_FOR_MORE = '| agent | set for more than its commands |';

for (const head of [SET_FOR_COMMANDS, SET_FOR_MORE]) {
  test(`docs/sessions.md says by what agents are recognised: ${head.slice(10, -2)}`, () => {
    const found = rowsUnder(head).flatMap(([agent, cell = '']) =>
      environmentsOf(cell).map((env) => ({ env, agent: detectAgent(env)?.name, expected: agent })),
    );
    assert.ok(found.length > 10);
    assert.deepEqual(
      found.filter(({ agent, expected }) => agent !== expected),
      [],
    );
  });
}

test('docs/sessions.md names every variable that tells of an agent, and no others', () => {
  const named = new Set(
    [SET_FOR_COMMANDS, SET_FOR_MORE].flatMap((head) =>
      rowsUnder(head).flatMap(([, cell = '']) => environmentsOf(cell).flatMap((env) => Object.keys(env))),
    ),
  );
  const known = new Set(
    [...source.matchAll(/variables: \{ (.*?) \} \}/g)].flatMap(([, text = '']) =>
      [...text.matchAll(/(\w+): /g)].map(([, name = '']) => name),
    ),
  );
  assert.deepEqual([...named].sort(), [...known].sort());
  const sessions = rowsUnder('| variable | agent |').flatMap(([cell = '', agent]) =>
    environmentsOf(cell).flatMap((env) => Object.keys(env).map((name) => [name, agent])),
  );
  const list = source.split('const SESSION_VARIABLES')[1]?.split('];')[0] ?? '';
  assert.deepEqual(
    sessions,
    [...list.matchAll(/\['(\w+)', '([\w-]+)'\]/g)].map(([, name, agent]) => [name, agent]),
  );
  for (const [name = '', agent] of sessions)
    assert.deepEqual(detectAgent({ [name]: 'x' }), { name: agent, sessionName: 'x' });
});

test('AI_AGENT stands before the variables of agents, and AGENT between those of their commands and the others', () => {
  const strong = { CLAUDECODE: '1' };
  const weak = { REPL_ID: 'x' };
  assert.deepEqual(
    [
      { AI_AGENT: 'crush', ...strong },
      { AGENT: 'goose', ...strong, ...weak },
      { AGENT: 'goose', ...weak },
    ].map((env) => detectAgent(env)?.name),
    ['crush', 'claude', 'goose'],
  );
});

test("docs/sessions.md shows the id that the agent's own session has", () => {
  const [, name] = /CLAUDE_CODE_SESSION_ID=(\w+)$/m.exec(page) ?? [];
  assert.ok(page.includes(String(deriveSessionId({ name: 'claude', sessionName: String(name) }))));
});

test('docs/sessions.md names whatever agentlog keeps in the store folder', async () => {
  const project = await makeTurns();
  writeFileSync(join(project, 'src/main.js'), CHECK.after);
  await sh(
    'export CODEX_THREAD_ID=x; node_modules/.bin/agentlog start again; node_modules/.bin/agentlog diff',
    project,
  );
  const cells = rowsUnder('| in it | what it is |').flatMap(([cell = '']) =>
    [...cell.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name),
  );
  const known = cells.map(
    (name) => new RegExp(`^${name.replace(/\/$/, '').replaceAll('.', '\\.').replace(/<\w+>/, '\\w+')}$`),
  );
  const names = readdirSync(join(project, '.agentlog'));
  assert.ok(names.length >= 6);
  assert.deepEqual(
    names.filter((name) => !known.some((one) => one.test(name))),
    [],
  );
});
