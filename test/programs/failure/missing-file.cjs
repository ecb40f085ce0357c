const { readFileSync } = require('node:fs');

function loadTemplate(name) {
  const file = `${name}.html`;
  return readFileSync(file, 'utf8'); // fails here
}

loadTemplate('welcome');
