import { answer } from './no-such-file.mjs';

console.log(answer);
