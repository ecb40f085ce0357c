const { readFile } = require('node:fs/promises');

async function loadTemplate(name) {
  const file = `${name}.html`;
  const text = await readFile(file, 'utf8'); // fails here
  return text;
}

loadTemplate('welcome');
