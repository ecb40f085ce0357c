import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readDiffText } from '../../../src/capture/git/diff-text.ts';
import { randomWord } from '../../redact/secrets.ts';

const TWO_FILES = `diff --git a/cart.js b/cart.js
index 1111111..2222222 100644
--- a/cart.js
+++ b/cart.js
@@ -1,3 +1,4 @@ function total() {
 one
-two
+2
+2.5
 three
diff --git a/gone.js b/gone.js
deleted file mode 100644
index 3333333..0000000
--- a/gone.js
+++ /dev/null
@@ -1,2 +0,0 @@
-a
-b
\\ No newline at end of file
`;

const TABLE: readonly (readonly [
  string,
  string,
  readonly [files: number, added: number, removed: number],
])[] = [
  ['nothing', '', [0, 0, 0]],
  ['two files', TWO_FILES, [2, 2, 3]],
  ['lines of Windows', TWO_FILES.replaceAll('\n', '\r\n'), [2, 2, 3]],
  ['a text without its last newline', TWO_FILES.trimEnd(), [2, 2, 3]],
  [
    'a diff of no git',
    '--- a.txt\t2026\n+++ b.txt\t2026\n@@ -1 +1 @@\n-a\n+b\n--- c\n+++ d\n@@ -0,0 +1 @@\n+c\n',
    [2, 2, 1],
  ],
  [
    'a line that looks like a head',
    'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -1,2 +1,2 @@\n--- was\n+++ is\n-b\n+c\n',
    [1, 2, 2],
  ],
  [
    'an added line that looks like a diff',
    'diff --git a/x b/x\n--- a/x\n+++ b/x\n@@ -0,0 +1,2 @@\n+diff --git a/y b/y\n+@@ -1 +1 @@\n',
    [1, 2, 0],
  ],
  ['a rename', 'diff --git a/x b/y\nsimilarity index 100%\nrename from x\nrename to y\n', [1, 0, 0]],
  ['a binary file', 'diff --git a/x.png b/x.png\nBinary files a/x.png and b/x.png differ\n', [1, 0, 0]],
  ['wrong numbers, as models write them', '--- a/x\n+++ b/x\n@@ -1,1 +1,1 @@\n-a\n+b\n+c\n-d\n', [1, 2, 2]],
  ['a hunk without numbers', '--- a/x\n+++ b/x\n@@ ... @@\n-a\n+b\n+c\n', [1, 2, 1]],
  ['a merge', 'diff --cc x\nindex 1,2..3\n--- a/x\n+++ b/x\n', [1, 0, 0]],
  ['plain text', 'I changed the cart.\n- nothing else\n', [0, 0, 0]],
];

for (const [title, diff, [files_changed, lines_added, lines_removed]] of TABLE) {
  test(`${title} is counted`, () => {
    assert.deepEqual(readDiffText(diff), {
      files_changed,
      lines_added,
      lines_removed,
      diff,
      truncated: false,
    });
  });
}

test('of a long diff the whole is counted and the first 50 lines are kept', () => {
  const lines = Array.from({ length: 400_000 }, (_, i) => `+line ${i}`);
  const diff = `--- a/x\n+++ b/x\n@@ -0,0 +1,400000 @@\n${lines.join('\n')}\n`;
  const read = readDiffText(diff);
  assert.deepEqual(
    [read.files_changed, read.lines_added, read.truncated, read.diff.split('\n').length],
    [1, 400_000, true, 51],
  );
});

test('a secret in a diff is hidden, across the cut too', () => {
  const secret = `sk-${randomWord(48)}`;
  for (let before = 16_300; before < 16_400; before += 7) {
    const { diff } = readDiffText(`+${'x '.repeat(before / 2)}${secret} ${'y '.repeat(100_000)}`);
    assert.ok(!diff.includes(secret.slice(3, 11)));
  }
});
