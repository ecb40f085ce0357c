import assert from 'node:assert/strict';
import fs from 'node:fs';
import { test } from 'node:test';
import { holdBuiltIns } from '../../src/base/built-ins.ts';

test('a step sees the built-ins as they were, and the program has its own back afterwards', () => {
  const inFirstWorld = holdBuiltIns();
  const { push, map } = Array.prototype;
  const { writeSync } = fs;
  const { stringify } = JSON;
  const calls: string[] = [];
  const look = (): unknown[] => [Array.prototype.push, fs.writeSync, JSON.stringify, [].map];
  try {
    Array.prototype.push = () => 0;
    fs.writeSync = () => 0;
    Object.defineProperty(JSON, 'stringify', { get: () => calls.push('asked'), configurable: true });
    Reflect.deleteProperty(Array.prototype, 'map');
    const before = Object.getOwnPropertyDescriptor(JSON, 'stringify');
    assert.deepEqual(inFirstWorld(look), [push, writeSync, stringify, map]);
    assert.throws(() => inFirstWorld(() => assert.fail('thrown')), /thrown/);
    assert.deepEqual(Object.getOwnPropertyDescriptor(JSON, 'stringify'), before);
    assert.deepEqual(
      [Array.prototype.push === push, fs.writeSync === writeSync, 'map' in []],
      [false, false, false],
    );
    assert.equal(calls.length, 0);
  } finally {
    Object.assign(Array.prototype, { push });
    Object.defineProperty(Array.prototype, 'map', { value: map, writable: true, configurable: true });
    Object.defineProperty(Array.prototype, 'push', { value: push, writable: true, enumerable: false });
    fs.writeSync = writeSync;
    Object.defineProperty(JSON, 'stringify', { value: stringify, writable: true, configurable: true });
  }
});
