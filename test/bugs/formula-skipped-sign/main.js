import { Parser } from './parser.js';
import { tokenize } from './tokenize.js';

const sheet = { A1: '12 / 4 - 1', A2: '2 × (3 + 4)' };

for (const [cell, formula] of Object.entries(sheet)) {
  console.log(cell, new Parser(tokenize(formula)).parse());
}
