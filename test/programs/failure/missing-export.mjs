import { convert, round } from './rates.mjs'; // fails here

console.log(round(convert(3)));
