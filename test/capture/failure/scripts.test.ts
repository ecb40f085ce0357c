import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Script } from '../../../src/capture/failure/protocol.ts';
import { createScripts } from '../../../src/capture/failure/scripts.ts';

function script(number: number, url: string): Script {
  return { scriptId: String(number), url, endLine: 1, endColumn: 0, sourceMapURL: '' };
}

test('a script is found by its id, and the newest by its name; a nameless one is not listed', () => {
  const scripts = createScripts();
  scripts.add(script(1, 'app.js'));
  scripts.add(script(2, 'app.js'));
  scripts.add(script(3, ''));
  assert.equal(scripts.byId('1')?.url, 'app.js');
  assert.equal(scripts.named('app.js')?.scriptId, '2');
  assert.equal(scripts.byId('3'), undefined);
  assert.equal(scripts.named('else.js'), undefined);
});

test('of a million scripts the first stay known, and the newest', () => {
  const scripts = createScripts();
  scripts.add(script(1, 'app.js'));
  for (let number = 2; number <= 1_000_000; number += 1) scripts.add(script(number, 'page.js'));
  assert.equal(scripts.named('app.js')?.scriptId, '1');
  assert.equal(scripts.byId('1')?.url, 'app.js');
  assert.equal(scripts.named('page.js')?.scriptId, '1000000');
  assert.equal(scripts.byId('500000'), undefined);
});

test('an early script that is told of again is listed once', () => {
  const scripts = createScripts();
  scripts.add(script(1, 'app.js'));
  for (let number = 2; number <= 45_000; number += 1) scripts.add(script(number, `${number}.js`));
  scripts.add(script(1, 'app.js'));
  assert.equal(scripts.named('app.js')?.scriptId, '1');
  assert.equal(scripts.byId('45000')?.url, '45000.js');
});
