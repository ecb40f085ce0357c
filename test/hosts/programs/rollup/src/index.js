import { existsSync } from 'node:fs';
import { add, unused } from './math.js';
import * as math from './math.js';

console.log(add(1, 2), existsSync('x'), math.missing);
export const lazy = () => import('./lazy.js');
