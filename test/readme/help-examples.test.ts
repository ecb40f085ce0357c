import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { VERBS } from '../../src/cli/verbs.ts';
import { makeTurns } from './make-turns.ts';
import { makeProject, sh } from './project.ts';
import { runTranscript } from './transcript.ts';

/** Fails in line 42, as the examples do. */
const CART = `${'\n'.repeat(40)}function total(items) { for (const item of items) {
  if (item.price < 0) throw new RangeError('below zero');
} }
total([{ id: 1, price: 3 }, null]);
`;

/** A project that fails as the examples say, the file in a folder of its own or not. */
function makeCart(folder: string): string {
  const project = makeProject();
  mkdirSync(join(project, folder), { recursive: true });
  writeFileSync(join(project, folder, 'cart.js'), CART);
  return project;
}

/** The world in which a verb's example is what is printed. Where there is none here, other tests look at the lines that the verb prints. */
const WORLDS: Readonly<Record<string, () => string | Promise<string>>> = {
  run: () => makeCart('.'),
  show: async () => {
    const project = makeCart('src');
    await sh('AGENTLOG=true node --import agentlog/register src/cart.js', project);
    return project;
  },
  start: () => makeProject(),
  end: async () => {
    const project = makeProject();
    await sh('node_modules/.bin/agentlog start task', project);
    return project;
  },
  tokens: async () => {
    const project = makeProject();
    const program = `import { logLlmCall } from 'agentlog';
for (let i = 0; i < 12; i += 1) logLlmCall({ model: 'gpt-4', tokensIn: 1000, tokensOut: i === 0 ? 2200 : 0 });
for (let i = 0; i < 3; i += 1) logLlmCall({ model: 'gpt-3.5-turbo', tokensIn: 400, tokensOut: i === 0 ? 20 : 0 });
`;
    writeFileSync(join(project, 'ask.js'), program);
    await sh('AGENTLOG=true node ask.js', project);
    return project;
  },
  llm: () => makeProject(),
  diff: async () => {
    const project = await makeTurns();
    writeFileSync(join(project, 'src/main.js'), 'new\n'.repeat(7));
    writeFileSync(join(project, 'src/more.js'), 'new\n');
    return project;
  },
  decide: () => makeProject(),
};

for (const { name, details } of VERBS.filter((verb) => verb.name in WORLDS)) {
  test(`the example in the help of ${name} is what it prints`, async () => {
    const project = await WORLDS[name]?.();
    const example = details
      .slice(details.indexOf('  $ '))
      .replace(/^ {2}/gm, '')
      .replace('... what the program prints ...', '…');
    await runTranscript(example, String(project));
  });
}

test('every verb that is in this table has a help', () => {
  const names = VERBS.map(({ name }) => name);
  assert.deepEqual(
    Object.keys(WORLDS).filter((name) => !names.includes(name)),
    [],
  );
});
