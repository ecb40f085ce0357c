// What a tool throws is thrown, the same object, and what it had printed is kept.
import assert from 'node:assert/strict';
import { captureOutput, toolCall } from 'agentlog';

const hostile = { get message() { console.log('getter called'); return 'x'; } };
const errors = [new TypeError('two\nlines'), 'a text', undefined, null, hostile, new Proxy({}, { get() { console.log('trap called'); } })];
for (const thrown of errors) {
  const thrower = () => { console.log('before'); throw thrown; };
  try { toolCall('sync', thrower); assert.fail(); } catch (error) { assert.ok(error === thrown); }
  try { captureOutput(thrower); assert.fail(); } catch (error) { assert.ok(error === thrown); }
  try { await toolCall('async', async () => { await null; thrower(); }); assert.fail(); } catch (error) { assert.ok(error === thrown); }
}
console.log('done');
