// The first call of the process goes over a connection that stands already, its body in pieces with time between them.
const http = require('node:http');
const { sleep, tell } = require('./tell.cjs');

const server = process.env.MODEL_SERVER;
const agent = new http.Agent({ keepAlive: true, maxSockets: 1 });

function open(method, path) {
  const request = http.request(`${server}${path}`, { method, agent });
  const text = new Promise((resolve, reject) => {
    request.on('error', reject).on('response', async (response) => {
      let got = '';
      for await (const part of response.setEncoding('utf8')) got += part;
      resolve([request.reusedSocket, got]);
    });
  });
  return { request, text };
}

(async () => {
  await tell('models', () => {
    const { request, text } = open('GET', '/v1/models');
    request.end();
    return text;
  });
  await sleep(20);
  for (const model of ['ok', 'plain']) {
    await tell(model, async () => {
      const { request, text } = open('POST', '/v1/chat/completions');
      const body = JSON.stringify({ model, messages: [{ role: 'user', content: 'late' }] });
      for (const part of [body.slice(0, 7), body.slice(7, 30), body.slice(30)]) {
        await sleep(10);
        request.write(part);
      }
      await sleep(10);
      request.end();
      return text;
    });
    await sleep(20);
  }
  agent.destroy();
})();
