import quiet from './quiet.txt';
import missing from './missing.js';
import './unparsed.js';
console.log(quiet, missing);
