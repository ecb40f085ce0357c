import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { afterEach, test } from 'node:test';
import { tapPush } from '../../../src/capture/llm/tap-push.ts';

class Source extends Readable {
  override _read(): void {}
}

const bytes = (text: string): Buffer => Buffer.from(text);
let undo: (() => void) | undefined;
afterEach(() => undo?.());

function tap(stream: Readable): (string | null)[] {
  const seen: (string | null)[] = [];
  undo = tapPush(
    Source.prototype,
    (candidate) => candidate === stream,
    (_stream, chunk) => seen.push(chunk === null ? null : Buffer.from(chunk).toString()),
  );
  return seen;
}

test('what is pushed is seen in order, with its end, and read as it would have been', () => {
  const [stream, bare] = [new Source(), new Source()];
  const seen = tap(stream);
  const first = bytes('one');
  stream.push(first);
  assert.equal(stream.read(), first);
  for (const source of [stream, bare]) for (const part of [first, bytes('two'), null]) source.push(part);
  // How much a read gives differs between the lines of Node.
  assert.deepEqual([stream.read(), stream.read()], [bare.read(), bare.read()]);
  assert.deepEqual(seen, ['one', 'one', 'two', null]);
});

test('a stream that is not watched is left alone', () => {
  const [watched, other] = [new Source(), new Source()];
  const seen = tap(watched);
  other.push(bytes('x'));
  assert.deepEqual([other.read(), seen], [bytes('x'), []]);
});

test('a stream that gives text gives the same text, whole characters', () => {
  const stream = new Source().setEncoding('utf8');
  const seen = tap(stream);
  const euro = bytes('€');
  for (const part of [euro.subarray(0, 1), euro.subarray(1), bytes('!')]) stream.push(part);
  assert.deepEqual([stream.read(), stream.readableEncoding], ['€!', 'utf8']);
  assert.equal(seen.length, 3);
});

test('no frame stands between a listener and the push that called it', async () => {
  const stream = new Source();
  tap(stream);
  let stack = '';
  stream.on('data', () => {
    stack = new Error('here').stack ?? '';
  });
  await new Promise(setImmediate);
  stream.push(bytes('x'));
  assert.doesNotMatch(stack, /src\/capture/);
  assert.match(stack, /Readable\.push/);
});

test('a push that comes to nothing leaves no trace', async () => {
  const stream = new Source();
  const seen = tap(stream);
  stream.push(bytes(''));
  await new Promise(setImmediate);
  stream.push(bytes('one'));
  stream.destroy();
  stream.push(bytes('two'));
  await new Promise(setImmediate);
  assert.deepEqual(seen, ['one']);
});

test('the method is the inherited one, a stream may have its own, and the undo leaves nothing', () => {
  const stream = new Source();
  tap(stream);
  assert.equal(stream.push, Readable.prototype.push);
  const own = (): boolean => true;
  stream.push = own;
  assert.deepEqual(
    [stream.push, Object.keys(stream).includes('push'), Source.prototype.push],
    [own, true, Readable.prototype.push],
  );
  undo?.();
  assert.deepEqual(Object.getOwnPropertyNames(Source.prototype), ['constructor', '_read']);
});
