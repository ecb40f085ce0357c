// A command: `node build/test/redact/fuzz.js [SECONDS] [MEGABYTES]` looks for text that redaction is slow on, or that a second
// redaction changes, and prints the slowest that it found.
import { redact } from '../../src/redact/redact.ts';
import { seeded } from './generate.ts';
import { hostilePieces } from './hostile.ts';

const seconds = Number(process.argv[2] ?? 60);
const chars = Number(process.argv[3] ?? 10) * 1e6;
const seed = Date.now() % 1e6;
const random = seeded(seed);
const pieces = hostilePieces();

interface Found {
  readonly title: string;
  readonly ms: number;
}

const slowest: Found[] = [];
let changed = 0;
let tried = 0;

function measure(title: string, unit: string, size: number): number {
  const text = unit.repeat(Math.ceil(size / unit.length));
  const before = process.cpuUsage();
  const safe = redact(text);
  const ms = process.cpuUsage(before).user / 1000;
  if (size <= 50_000 && redact(safe) !== safe) {
    changed += 1;
    if (changed < 10) console.log(`changed by a second redaction: ${title}`);
  }
  tried += 1;
  return ms;
}

function keep(title: string, unit: string): void {
  // A small text tells which are worth the large one.
  if (measure(title, unit, 50_000) < 8) return;
  slowest.push({ title, ms: measure(title, unit, chars) });
  slowest.sort((a, b) => b.ms - a.ms).splice(8);
}

const end = Date.now() + seconds * 1000;
for (const piece of pieces) if (Date.now() < end) keep(JSON.stringify(piece).slice(0, 80), piece);
while (Date.now() < end) {
  const count = 2 + Math.floor(random() * 4);
  const unit = Array.from({ length: count }, () => pieces[Math.floor(random() * pieces.length)]).join('');
  keep(JSON.stringify(unit).slice(0, 160), unit);
}
console.log(
  `seed ${seed}: ${tried} texts, ${changed} changed by a second redaction; the slowest of ${chars / 1e6} MB:`,
);
for (const { title, ms } of slowest)
  console.log(`${ms.toFixed(0)} ms, ${(chars / 1000 / ms).toFixed(1)} MB/s: ${title}`);
