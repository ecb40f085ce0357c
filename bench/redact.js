import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { lintSource } from '@secretlint/core';
import { creator } from '@secretlint/secretlint-rule-preset-recommend';
import { at, compare, interleave } from './harness.js';

const PIECE_CHARS = 4096;
const OURS = 'agentlog';
const THEIRS = 'secretlint 13, recommended preset';
const SAMPLES = 4;
const SPEED_LIMIT =
  'Of the time over clean text about 40 % goes into one look at each character, 20 % into the copy of the codes that it looks at (half of ' +
  'that for the pieces with characters beyond ASCII, which are read one by one), and 40 % into what the look stops at: some 130 places in 4 KB of ' +
  'source, nearly all a colon or an equals sign, each with a name before it to be judged. A native search, which looks at many characters at once, was slower: it has to be called anew for each of 20 signs and behind each hit, 330 in 4 KB.';

const config = {
  rules: [{ id: '@secretlint/secretlint-rule-preset-recommend', rule: creator, options: {} }],
};

/** What is hidden, what is spoilt, and how fast clean text passes: side by side with a scanner that hides what it finds. */
export async function run({ quick = false } = {}) {
  execFileSync(process.execPath, [at('node_modules/typescript/bin/tsc'), '-p', at('tsconfig.json')]);
  const { redact } = await import(at('build/src/redact/redact.js'));
  const corpora = await loadCorpora(quick);
  const hiders = { [OURS]: (text) => redact(text), [THEIRS]: hideWithSecretlint };
  return [
    await shareRow(
      'Secrets hidden, of known shapes in ten surroundings',
      corpora.shapes,
      isHidden,
      hiders,
      'more',
    ),
    await shareRow('Values hidden under secret names', corpora.names, isHidden, hiders, 'more'),
    await shareRow('Lines touched that hold no secret', corpora.kept, isTouched, hiders, 'fewer'),
    await speedRow(hiders, corpora.clean, quick),
  ];
}

const isHidden = ({ secret }, safe) => !safe.includes(secret);
const isTouched = ({ text }, safe) => safe !== text;

async function shareRow(question, samples, holds, hiders, better) {
  const values = {};
  for (const [name, hide] of Object.entries(hiders)) {
    let count = 0;
    for (const sample of samples) if (holds(sample, await hide(sample.text))) count += 1;
    values[name] = [(count / samples.length) * 100];
  }
  const about = { question, measured: OURS, against: THEIRS, unit: '%', note: `${samples.length} texts` };
  return better === 'more'
    ? compare(values, about, { text: '100 %', isMet: ({ measured }) => measured.median === 100 })
    : compare(values, about, { text: 'at most 0.1 %', isMet: ({ measured }) => measured.median <= 0.1 });
}

/** Megabytes of processor time in a second. */
async function speedRow(hiders, pieces, quick) {
  const bytes = pieces.length * PIECE_CHARS;
  const speed = (hide, turns) => async () => {
    const before = process.cpuUsage();
    for (let turn = 0; turn < turns; turn += 1) for (const piece of pieces) await hide(piece);
    return (bytes * turns) / process.cpuUsage(before).user;
  };
  const values = await interleave(quick ? 2 : 8, {
    [OURS]: speed(hiders[OURS], 40),
    [THEIRS]: speed(hiders[THEIRS], 1),
  });
  return compare(
    values,
    {
      question: 'Clean text in pieces of 4 KB',
      measured: OURS,
      against: THEIRS,
      unit: 'MB/s',
      limit: SPEED_LIMIT,
    },
    { text: 'at least 300 MB/s', isMet: ({ measured }) => measured.median >= 300 },
  );
}

async function hideWithSecretlint(text) {
  const { messages } = await lintSource({
    source: { filePath: '/log.txt', content: text, ext: '.txt', contentType: 'text' },
    options: { config, maskSecrets: false },
  });
  return messages
    .map(({ range }) => range)
    .sort((a, b) => b[0] - a[0])
    .reduce((safe, [start, end]) => `${safe.slice(0, start)}***${safe.slice(end)}`, text);
}

async function loadCorpora(quick) {
  const { SHAPES } = await import(at('build/src/redact/shapes/table.js'));
  const { generate, seeded } = await import(at('build/test/redact/generate.js'));
  const { SURROUNDINGS } = await import(at('build/test/redact/surroundings.js'));
  const { NAMED_PLACES, SECRET_NAMES, namedSecret } = await import(
    at('build/test/redact/must-hide-names.js')
  );
  const { mustKeep } = await import(at('build/test/redact/must-keep.js'));
  const random = seeded(42);
  const shapes = SHAPES.flatMap(({ example }) =>
    Array.from({ length: quick ? 1 : SAMPLES }, () => generate(example, random)).flatMap(({ text, secret }) =>
      SURROUNDINGS.map(({ around, written }) => ({ text: around(text), secret: written(secret) })),
    ),
  );
  const names = NAMED_PLACES.flatMap(({ around, takes }) =>
    SECRET_NAMES.filter(takes).map((name) => {
      const secret = namedSecret(random);
      return { text: around(name, secret), secret };
    }),
  );
  const lines = mustKeep().flatMap((text) => text.lines);
  const kept = (quick ? lines.filter((_, i) => i % 20 === 0) : lines).map((text) => ({ text }));
  return { shapes, names, kept, clean: cleanPieces() };
}

/** This project's source and its bundles, cut in pieces that are flat strings of one byte a character. */
function cleanPieces() {
  const source = readdirSync(at('src'), { recursive: true })
    .filter((name) => name.endsWith('.ts') && !name.includes('redact'))
    .map((name) => readFileSync(at('src', name), 'latin1'))
    .join('\n');
  const pieces = [];
  for (let i = 0; i + PIECE_CHARS <= source.length; i += PIECE_CHARS) {
    pieces.push(Buffer.from(source.slice(i, i + PIECE_CHARS), 'latin1').toString('latin1'));
  }
  return pieces;
}
