// Reads an answer of any size and keeps nothing of it. What memory it took goes into a file of its own.
const { writeFileSync } = require('node:fs');
const http = require('node:http');
const undici = require('undici');

const [transport, model, rssFile] = process.argv.slice(2);
const url = `${process.env.MODEL_SERVER}/v1/chat/completions`;
const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'flood' }], stream: true });

async function open() {
  if (transport === 'fetch') return (await fetch(url, { method: 'POST', body })).body;
  if (transport === 'undici-request') return (await undici.request(url, { method: 'POST', body })).body;
  return new Promise((resolve, reject) => {
    http.request(url, { method: 'POST' }, resolve).on('error', reject).end(body);
  });
}

(async () => {
  let size = 0;
  for await (const part of await open()) size += part.length;
  console.log(size);
  writeFileSync(rssFile, `${process.resourceUsage().maxRSS}`);
})();
