'use strict';

const { closeDay } = require('./closing.js');
const { readPostings } = require('./journal.js');

const postings = readPostings(`
cash        |  0.3 | stamps returned
stamps      | -0.1 | first sheet
stamps      | -0.1 | second sheet
stamps      | -0.1 | third sheet
`);

console.log(closeDay('12 March', postings));
