// An archive of many files made, read and unpacked; a large table through three streams; a row that is refused.
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { parse } from 'csv-parse';
import * as tar from 'tar';

const date = new Date('2024-01-01T00:00:00Z');
mkdirSync('in');
for (let i = 0; i < 60; i += 1) writeFileSync(`in/${i}.txt`, `${i}\n`.repeat(i * 50));
await tar.create({ gzip: true, file: 'in.tgz', portable: true, mtime: date }, readdirSync('in').sort().map((name) => `in/${name}`));
mkdirSync('out');
let entries = 0;
await tar.extract({ file: 'in.tgz', cwd: 'out', onReadEntry: () => { entries += 1; } });
console.log('entries', entries, readdirSync('out/in').length);
writeFileSync('torn.tgz', 'no archive at all, whatever its name says');
try {
  await tar.list({ file: 'torn.tgz', strict: true });
} catch (error) {
  console.log(error.name, error.message);
}

function* rows(count) {
  yield 'sku,count,price\n';
  for (let i = 0; i < count; i += 1) yield `sku-${i},${i % 7},"${i}.50"\n`;
}
const hash = createHash('sha256');
let read = 0;
await pipeline(
  Readable.from(rows(5000)),
  parse({ columns: true, cast: (value, { column, header }) => (header || column === 'sku' ? value : Number(value)) }),
  new Transform({
    objectMode: true,
    transform(row, _encoding, done) {
      read += 1;
      hash.update(row.sku);
      done(null, `${row.count * row.price}\n`);
    },
  }),
  createGzip(),
  createWriteStream('table.gz'),
);
console.log('rows', read, hash.digest('hex'));
try {
  await pipeline(Readable.from(['a,b\n', '1,2,3\n']), parse({ columns: true }), async function* (all) { yield* all; }, createWriteStream('none'));
} catch (error) {
  console.log(error.code, error.message);
}
writeFileSync('bad.csv', 'sku,count\na,1\nb,many\n');
await pipeline(createReadStream('bad.csv'), parse({ columns: true }), async (lines) => {
  for await (const line of lines) {
    const count = Number(line.count);
    if (Number.isNaN(count)) throw new TypeError(`count of ${line.sku} is no number`);
  }
});
