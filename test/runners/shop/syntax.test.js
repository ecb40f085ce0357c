import { test } from './runner.js';

const price = ;
test('is not reached', () => price);
