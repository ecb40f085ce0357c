const vm = require('node:vm');

const code = `(async function fetchPage(url) {
  const tries = 3;
  await null;
  throw new TypeError('no ' + url);
})`;
const fetchPage = vm.runInNewContext(code, {}, { filename: 'rules.js' });

async function crawl(url) {
  try {
    await fetchPage(url);
  } catch (problem) {
    problem.message = `crawl: ${problem.message}`;
    throw problem;
  }
}

crawl('/');
