import { renderShares } from './report.js';
import { readSales } from './sales.js';

console.log(renderShares(readSales()));
