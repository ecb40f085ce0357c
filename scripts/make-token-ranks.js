// Writes src/report/token-ranks.ts: the first merges of OpenAI's o200k_base vocabulary, in their order, from the tokenizer
// that the tests count with. Run by hand: `node scripts/make-token-ranks.js`; a test compares the file with the tokenizer.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import o200k from 'js-tiktoken/ranks/o200k_base';

const FIRST = 256;
const END = 6000;
const PER_LINE = 200;

const byRank = [];
for (const line of o200k.bpe_ranks.split('\n').filter((text) => text !== '')) {
  const [, offset, ...tokens] = line.split(' ');
  for (const [i, token] of tokens.entries())
    byRank[Number(offset) + i] = Buffer.from(token, 'base64').toString('latin1');
}

const tokens = byRank.slice(FIRST, END);
const lines = [];
for (let i = 0; i < tokens.length; i += PER_LINE) {
  const text = tokens.slice(i, i + PER_LINE).map((token) => `${token}\u0100`);
  lines.push(`  '${text.join('').replace(/[\\'\p{Cc}\u00a0\u00ad]/gu, escapeOne)}',`);
}

function escapeOne(char) {
  const short = { '\\': '\\\\', "'": "\\'", '\n': '\\n', '\r': '\\r', '\t': '\\t' }[char];
  return short ?? `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

writeFileSync(
  join(fileURLToPath(new URL('..', import.meta.url)), 'src/report/token-ranks.ts'),
  `// Made by scripts/make-token-ranks.js; a test compares it with the tokenizer.

/** How many tokens of o200k_base stand before those below: the single bytes. */
export const FIRST_RANK = ${FIRST};

/**
 * The tokens of o200k_base from ${FIRST} to ${END - 1} in the order in which they are merged, each ended by U+0100, their bytes as
 * characters of Latin-1. @see https://github.com/openai/tiktoken
 */
// biome-ignore-start lint/suspicious/noTemplateCurlyInString: they are tokens
export const TOKEN_RANKS: string = [
${lines.join('\n')}
].join('');
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: they are tokens
`,
);
