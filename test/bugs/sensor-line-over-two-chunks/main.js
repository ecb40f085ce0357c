import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { averages } from './averages.js';
import { parseReadings } from './parse-readings.js';

const sent = ['roof 18.2\nattic 22.9\ncellar 1', '1.4\nroof 18.3\n'];
const result = { count: 0, mean: 0 };

await pipeline(Readable.from(sent.map((part) => Buffer.from(part))), parseReadings(), averages(result));
console.log(result);
