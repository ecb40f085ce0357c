// Ways to send a request: each gives the status and the parts of the body, as text.
const http = require('node:http');
const https = require('node:https');

async function* decoded(parts) {
  const decoder = new TextDecoder();
  for await (const part of parts) yield decoder.decode(part, { stream: true });
}

const byFetch = (fetch) => async (url, body, { signal } = {}) => {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${process.env.TEST_SECRET}` },
    body,
    signal,
  });
  return { status: response.status, gate: response.headers.get('x-gate'), parts: decoded(response.body) };
};

const byUndiciRequest = (request) => async (url, body, { signal } = {}) => {
  const { statusCode, headers, body: parts } = await request(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body,
    signal,
  });
  return { status: statusCode, gate: headers['x-gate'], parts: decoded(parts) };
};

const byNode =
  ({ request }, options = {}) =>
  (url, body, { signal } = {}) =>
    new Promise((resolve, reject) => {
      const sent = request(
        url,
        { method: 'POST', headers: { 'Content-Type': 'application/json' }, signal, ...options },
        (response) =>
          resolve({
            status: response.statusCode,
            gate: response.headers['x-gate'],
            parts: decoded(response),
          }),
      );
      sent.on('error', reject);
      // In two writes, the second one cutting a character in two wherever there is one.
      const bytes = Buffer.from(body);
      const at = Math.max(1, bytes.findIndex((byte) => byte > 127) + 1);
      sent.write(bytes.subarray(0, at));
      sent.end(bytes.subarray(at));
    });

// The listeners way: no iterator, a paused start, strings in place of bytes.
const byListeners = (url, body, { signal } = {}) =>
  new Promise((resolve, reject) => {
    const sent = http.request(url, { method: 'POST', signal, agent: false }, (response) => {
      response.setEncoding('utf8');
      const parts = new ReadableStream({
        start(controller) {
          response.on('data', (part) => controller.enqueue(part));
          response.on('end', () => controller.close());
          response.on('error', (error) => controller.error(error));
        },
        cancel: () => response.destroy(),
      });
      resolve({ status: response.statusCode, gate: response.headers['x-gate'], parts });
    });
    sent.on('error', reject);
    sent.setHeader('content-type', 'application/json');
    sent.end(body, 'utf8');
  });

const byAxios = (axios) => async (url, body, { signal } = {}) => {
  const { status, headers, data } = await axios.post(url, body, {
    headers: { 'content-type': 'application/json' },
    responseType: 'stream',
    validateStatus: () => true,
    signal,
    proxy: false,
  });
  return { status, gate: headers['x-gate'], parts: decoded(data) };
};

// axios as it is mostly used: an object in, an object out, other statuses are errors.
const byAxiosPlainly = (axios) => async (url, body, { signal } = {}) => {
  const { status, data } = await axios.post(url, JSON.parse(body), { signal, proxy: false });
  return { status, parts: decoded([Buffer.from(typeof data === 'string' ? data : JSON.stringify(data))]) };
};

module.exports = ({ undici, axios }) => ({
  fetch: byFetch(fetch),
  'undici-fetch': byFetch(undici.fetch),
  'undici-request': byUndiciRequest(undici.request),
  http: byNode(http),
  'http-listeners': byListeners,
  https: byNode(https, { ca: process.env.TEST_CA }),
  'undici-h2': (url, body, { signal } = {}) => {
    const dispatcher = new undici.Agent({ allowH2: true, connect: { ca: process.env.TEST_CA } });
    return byUndiciRequest((to, options) => undici.request(to, { ...options, dispatcher }))(url, body, { signal });
  },
  axios: byAxios(axios),
  'axios-plainly': byAxiosPlainly(axios),
});
