import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { LIMITS } from './limits.js';
import { sizeGuard } from './size-guard.js';

const upload = Readable.from([Buffer.alloc(40, 'a'), Buffer.alloc(60, 'b')]);
const disk = new Writable({ write: (_chunk, _encoding, done) => done() });

await pipeline(upload, sizeGuard(LIMITS.free), disk);
console.log('stored');
