import word from './word.txt';

import('./late.js').then(({ late }) => console.log(word, late));
