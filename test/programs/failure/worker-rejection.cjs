const { Worker, isMainThread } = require('node:worker_threads');

async function crawl(page) {
  const links = await Promise.resolve(page.links);
  return links.length; // fails here
}

if (isMainThread) new Worker(__filename);
else crawl({ url: '/' });
