import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { root } from '../root.ts';
import { commandOf, NOT_RUN } from './not-run.ts';
import { blocks, pages, readPage } from './pages.ts';

const docs = readdirSync(join(root, 'docs')).map((name) => `docs/${name}`);

/** A page without what its blocks show. */
function proseOf(page: string): string {
  return readPage(page).replace(/^```.*?^```$/gms, '');
}

/** What stands in code spans. */
function spansOf(page: string): string[] {
  return [...proseOf(page).matchAll(/`([^`\n]+)`/g)].map(([, span = '']) => span);
}

/** The question that a page answers: its first sentence. */
function questionOf(page: string): string {
  return /^# .*\n\n([A-Z][^.?]*\?)[ \n]/.exec(readPage(page))?.[1] ?? '';
}

test('each page of docs/ begins with the question that it answers, and the README has a line of it', () => {
  const lines = [...readPage('README.md').matchAll(/^- \[[^\]]+\]\((docs\/[\w-]+\.md)\): (.*)$/gm)];
  const index = lines.map(([, page = '', question]) => [page, question] as const).sort();
  const questions = docs.map((page) => [page, questionOf(page)] as const).sort();
  assert.deepEqual(index, questions);
});

test('each block of a page is fenced as the tests find it, in a language that they know', () => {
  for (const page of pages) {
    const fences = readPage(page).match(/^\s*(?:`{3,}|~{3,}).*$/gm) ?? [];
    assert.equal(fences.length, 2 * blocks.filter((block) => block.page === page).length, page);
  }
  const languages = new Set(blocks.map(({ language }) => language));
  assert.deepEqual([...languages].sort(), ['', 'js', 'json', 'markdown', 'sh', 'sql']);
});

test('each line that no test runs stands on its page, and has a reason', () => {
  const missing = NOT_RUN.filter(([page, line, reason]) => {
    const lines = blocks.filter((block) => block.page === page).flatMap(({ text }) => text.split('\n'));
    return reason === '' || !lines.some((one) => commandOf(one) === line);
  });
  assert.deepEqual(missing, []);
});

test('each file, npm script and heading that the pages name is there', () => {
  const { scripts } = JSON.parse(readPage('package.json'));
  const wrong = pages.flatMap((page) => {
    const spans = [
      ...spansOf(page),
      ...blocks.filter((block) => block.page === page).flatMap(({ text }) => text.split('\n')),
    ];
    const npm = spans.flatMap((span) =>
      [...span.matchAll(/\bnpm run ([\w:-]+)/g)].map(([, name = '']) => name),
    );
    const files = spans.filter((span) => /^(?:src|test|bench|docs|examples|scripts)\/[\w./-]+$/.test(span));
    const built = spans.flatMap((span) =>
      [...span.matchAll(/build\/(test\/\S+)\.js/g)].map(([, path]) => `${path}.ts`),
    );
    const anchors = [...readPage(page).matchAll(/\]\(([^)#:]*)#([^)]+)\)/g)].map(
      ([, target = '', anchor = '']) => [target === '' ? page : join(page, '..', target), anchor],
    );
    return [
      ...npm.filter((name) => !(name in scripts)),
      ...[...files, ...built].filter(
        (path) => ![path, join(page, '..', path)].some((one) => existsSync(join(root, one))),
      ),
      ...anchors
        .filter(([target = '', anchor = '']) => !anchorsOf(target).includes(anchor))
        .map((link) => link.join('#')),
    ].map((name) => `${page}: ${name}`);
  });
  assert.deepEqual(wrong, []);
});

/** The anchors of a page's headings, as GitHub makes them. */
function anchorsOf(page: string): string[] {
  return [...readPage(page).matchAll(/^#+ (.*)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

test("the README's table has the figures of docs/benchmarks.md", async () => {
  const path = pathToFileURL(join(root, 'bench/summary.js')).href;
  const { withFigures } = (await import(path)) as { withFigures(readme: string, page: string): string };
  const readme = readPage('README.md');
  assert.equal(readme, withFigures(readme, readPage('docs/benchmarks.md')));
  assert.throws(() => withFigures(readme, '# Benchmarks\n'), /has no row/);
  assert.throws(() => withFigures('# agentlog\n', readPage('docs/benchmarks.md')), /has no </);
});

test('the README says of the size of the package what the test of the package holds', () => {
  const source = readPage('test/package.test.ts');
  const [, packed = ''] = /MAX_PACKED_BYTES = ([\d_]+)/.exec(source) ?? [];
  const [, unpacked = ''] = /MAX_UNPACKED_BYTES = ([\d_]+)/.exec(source) ?? [];
  const [kb, mb] = [Number(packed.replaceAll('_', '')) / 1e3, Number(unpacked.replaceAll('_', '')) / 1e6];
  assert.ok(readPage('README.md').includes(`less than ${kb} KB to download and ${mb} MB on disk`));
});

test('the README says that the package is not published as long as the changelog does', () => {
  const { version } = JSON.parse(readPage('package.json'));
  assert.equal(
    readPage('README.md').includes(`As long as version ${version} is\nnot published`),
    readPage('CHANGELOG.md').includes(`## ${version} (unreleased)`),
  );
});
