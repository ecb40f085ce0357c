import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBoundedStream } from '../../../src/capture/output/bounded-stream.ts';
import { clipText } from '../../../src/capture/output/clip-text.ts';
import { randomWord } from '../../redact/secrets.ts';

const secret = `sk-${randomWord(48)}`;
const lines = Array.from({ length: 20_000 }, (_, i) => `line ${i}\n`).join('');

const TABLE: Readonly<Record<string, string>> = {
  nothing: '',
  'a short text': 'ok\n',
  'a text that just fits': 'x'.repeat(10_240),
  'one byte more': 'x'.repeat(10_241),
  'a long text': lines,
  'a secret near the first cut': `${'\n'.repeat(2_540)}${secret}${lines}`,
  'a secret before the end': `${lines}${secret}\nend\n`,
  'half a character': `a\ud800b${lines}`,
};
for (const [title, text] of Object.entries(TABLE)) {
  test(`${title} is kept as a stream of its bytes would be`, () => {
    const stream = createBoundedStream();
    stream.addText(text);
    assert.deepEqual(clipText(text), stream.read());
  });
}

for (const character of ['é', '漢', '👍']) {
  test(`of a long text of ${character} whole characters are kept, within the bytes`, () => {
    const text = character.repeat(40_000);
    const { text: kept, truncated } = clipText(text);
    assert.equal(truncated, Buffer.byteLength(text));
    assert.ok(Buffer.byteLength(kept) <= 10_240 && Buffer.byteLength(kept) > 10_100);
    assert.match(
      kept,
      new RegExp(`^(?:${character})+\\n\\[… \\d+ bytes missing …\\]\\n(?:${character})+$`, 'u'),
    );
  });
}
