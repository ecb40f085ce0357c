'use strict';

const { isEnabled } = require('./flags.js');
const store = require('./store.js');

console.log('alpine, dark mode:', isEnabled('alpine', 'dark-mode', store));
console.log('harbor, export:', isEnabled('harbor', 'pdf-export', store));
