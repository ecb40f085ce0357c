import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { test } from 'node:test';
import { commandLine } from '../../src/session/command-line.ts';

const secret = randomBytes(8).toString('hex');
const CASES: readonly (readonly [argv: readonly string[], expected: string])[] = [
  [[], 'node'],
  [['/usr/bin/node'], 'node'],
  [['/usr/bin/node', '/home/me/app/src/main.js', '--port', '80'], 'node src/main.js --port 80'],
  [['/usr/bin/node', '/opt/tool.js', 'a b', ''], 'node /opt/tool.js "a b" ""'],
  [['/usr/bin/node', '/home/me/app', '-v'], 'node /home/me/app -v'],
  [['/usr/bin/node', 'm.js', '--password', secret, 'x'], 'node m.js --password ***REDACTED*** x'],
  [['/usr/bin/tool', '--password', secret], 'tool --password ***REDACTED***'],
  [['/usr/bin/node', 'm.js', '--password', '--quiet'], 'node m.js --password --quiet'],
];

for (const [argv, expected] of CASES) {
  test(`the command line is told as ${expected}`, () => {
    assert.equal(commandLine(argv, '/home/me/app'), expected);
  });
}
