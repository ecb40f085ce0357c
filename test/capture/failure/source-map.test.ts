import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { toPath } from '../../../src/capture/failure/script-path.ts';
import { findMapUrl, mapToSource } from '../../../src/capture/failure/source-map.ts';

const folder = mkdtempSync(join(tmpdir(), 'agentlog-map-'));
after(() => rmSync(folder, { recursive: true, force: true }));
const path = join(folder, 'out.js');

/** Maps line 1, column 0 to line 1 of the source, and column 10 to line 3, column 4, under the name `total`. */
const map = { version: 3, sources: ['src/cart.ts'], names: ['total'], mappings: 'AAAA,UAEIA' };
const inline = (payload: object): string =>
  `data:application/json;charset=utf-8;base64,${Buffer.from(JSON.stringify(payload)).toString('base64')}`;

describe('a place in compiled code', () => {
  const first = { file: join(folder, 'src/cart.ts'), line: 1, column: 0 };
  const second = { file: join(folder, 'src/cart.ts'), line: 3, column: 4, name: 'total' };

  for (const [title, column, expected] of [
    ['at the start of a mapping', 10, second],
    ['behind the start of a mapping', 14, second],
    ['before it', 5, first],
  ] as const) {
    test(`${title} is led back to its source`, () => {
      assert.deepEqual(mapToSource({ path, mapUrl: inline(map) }, 1, column), expected);
    });
  }

  test('is led back through a map beside it', () => {
    writeFileSync(join(folder, 'out.js.map'), JSON.stringify(map));
    assert.deepEqual(mapToSource({ path, mapUrl: 'out.js.map' }, 1, 10), second);
  });

  test('is led back through the text of a map', () => {
    assert.deepEqual(mapToSource({ path, mapText: JSON.stringify(map) }, 1, 10), second);
  });

  test('is led back through a map that is written out in the URL', () => {
    const mapUrl = `data:application/json,${encodeURIComponent(JSON.stringify(map))}`;
    assert.deepEqual(mapToSource({ path, mapUrl }, 1, 10), second);
  });

  for (const [title, given, file] of [
    ['a root of the sources', { sourceRoot: 'lib' }, join(folder, 'lib/src/cart.ts')],
    ['an absolute source', { sources: ['/app/cart.ts'] }, '/app/cart.ts'],
    ['a source by URL', { sources: ['file:///app/my%20cart.ts'] }, '/app/my cart.ts'],
    ['a source of webpack', { sources: ['webpack://shop/./src/cart.ts'] }, join(folder, 'src/cart.ts')],
  ] as const) {
    test(`is led to ${title}`, () => {
      assert.equal(mapToSource({ path, mapUrl: inline({ ...map, ...given }) }, 1, 10)?.file, file);
    });
  }

  for (const [title, mapUrl] of [
    ['a map that is not there', 'gone.js.map'],
    ['a map that is no JSON', 'data:application/json,%7B'],
    ['a map that is something else', 'data:application/json,3'],
    ['a map of nothing', inline({ version: 3, sources: [], names: [], mappings: '' })],
  ] as const) {
    test(`stays where it is with ${title}`, () => {
      assert.equal(mapToSource({ path, mapUrl }, 1, 10), undefined);
    });
  }
});

describe('the map that a source names', () => {
  const mark = '//# sourceMapping' + 'URL=';
  for (const [source, url] of [
    [`a();\n${mark}a.js.map`, 'a.js.map'],
    [`a();\n${mark}a.js.map\n`, 'a.js.map'],
    [`${mark}old.map\na();\n${mark}new.map`, 'new.map'],
    ['a();', undefined],
    [`${mark}`, undefined],
  ] as const) {
    test(JSON.stringify(source.replaceAll(mark, '…')), () => assert.equal(findMapUrl(source), url));
  }
});

describe('the path of a URL', () => {
  for (const [url, expected] of [
    ['/app/a.js', '/app/a.js'],
    ['file:///app/a.mjs', '/app/a.mjs'],
    ['file:///app/%C3%A4%20b.mjs', '/app/ä b.mjs'],
    ['file:///app/a.ts?namespace=1', '/app/a.ts'],
    ['/app/a.ts?t=1', '/app/a.ts'],
    ['[eval]', '[eval]'],
  ] as const) {
    test(`${url} is ${expected}`, () => assert.equal(toPath(url), expected));
  }
});
