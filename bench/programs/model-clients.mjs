// How a program asks a model, and reads the answer to its end. Each fails where the answer is not the one that was sent.
import { request } from 'node:http';
import OpenAI from 'openai';
import { ANSWER, CHUNKS, MESSAGES, MODEL } from './model-texts.mjs';

const PATH = '/v1/chat/completions';
const whole = { model: MODEL, messages: MESSAGES };
const streamed = { ...whole, stream: true, stream_options: { include_usage: true } };
const headers = { 'content-type': 'application/json', authorization: 'Bearer local' };

export { OpenAI };

/** The real client; `wrap` may put another before it. */
export function openaiClient(url, wrap = (client) => client) {
  const client = wrap(new OpenAI({ baseURL: `${url}/v1`, apiKey: 'local', maxRetries: 0 }));
  return {
    async ask() {
      const { choices } = await client.chat.completions.create(whole);
      expect(choices[0].message.content === ANSWER);
    },
    async listen() {
      let pieces = 0;
      for await (const { choices } of await client.chat.completions.create(streamed))
        pieces += choices.length;
      expect(pieces === CHUNKS);
    },
  };
}

/** Node's own `fetch`, which leaves the answer as it came: what is added shows clearest here. */
export function fetchClient(url) {
  const post = (body) => fetch(url + PATH, { method: 'POST', headers, body: JSON.stringify(body) });
  return {
    async ask() {
      const { choices } = await (await post(whole)).json();
      expect(choices[0].message.content === ANSWER);
    },
    async listen() {
      const reader = (await post(streamed)).body.getReader();
      let bytes = 0;
      // It joins the chunks that are there, so their number says nothing.
      for (let read = await reader.read(); !read.done; read = await reader.read()) bytes += read.value.length;
      expect(bytes > CHUNKS * 200);
    },
  };
}

/** `node:http`, which axios, node-fetch and others are built on. */
export function httpClient(url) {
  const { port } = new URL(url);
  const post = (body, onAnswer) =>
    new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, path: PATH, method: 'POST', headers }, (answer) =>
        onAnswer(answer, resolve),
      )
        .on('error', reject)
        .end(JSON.stringify(body));
    });
  return {
    async ask() {
      const text = await post(whole, (answer, resolve) => {
        const parts = [];
        answer
          .on('data', (part) => parts.push(part))
          .on('end', () => resolve(Buffer.concat(parts).toString()));
      });
      expect(JSON.parse(text).choices[0].message.content === ANSWER);
    },
    async listen() {
      let pieces = 0;
      const count = () => {
        pieces += 1;
      };
      await post(streamed, (answer, resolve) => answer.on('data', count).on('end', resolve));
      // One may come in two.
      expect(pieces >= CHUNKS);
    },
  };
}

function expect(isSo) {
  if (!isSo) throw new Error('the answer is not the one that was sent');
}
