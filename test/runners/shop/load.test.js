import { test } from './runner.js';

const rates = undefined;
const eur = rates.eur; // @load

test('converts', () => eur);
