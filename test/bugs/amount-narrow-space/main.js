import { formatAmount } from './format.js';
import { parseAmount } from './parse-amount.js';

const statement = [19.9, 1234.5, 88].map((amount) => ({ shown: formatAmount(amount) }));

const total = statement.reduce((sum, { shown }) => sum + parseAmount(shown), 0);
console.log(`sum of the statement: ${total}`);
