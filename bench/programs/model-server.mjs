// Answers as a provider of OpenAI's API does: with a chat completion, or, where the request asks for a stream, with one event after
// the other, each written in a turn of its own, then the counts and the end. Prints its port, and ends when its input does.
import { createServer } from 'node:http';
import { answer, CHUNKS, chunk, usageChunk } from './model-texts.mjs';

let calls = 0;

const server = createServer({ keepAliveTimeout: 600_000, noDelay: true }, async (request, response) => {
  const parts = [];
  for await (const part of request) parts.push(part);
  const { stream } = JSON.parse(Buffer.concat(parts).toString());
  calls += 1;
  if (stream === true) sendStream(response);
  else sendWhole(response);
});

function sendWhole(response) {
  const body = JSON.stringify(answer(calls));
  response.setHeader('content-type', 'application/json');
  response.setHeader('content-length', Buffer.byteLength(body));
  response.end(body);
}

function sendStream(response) {
  response.setHeader('content-type', 'text/event-stream; charset=utf-8');
  let sent = 0;
  const sendNext = () => {
    if (sent === CHUNKS) {
      send(response, usageChunk(calls));
      response.end('data: [DONE]\n\n');
      return;
    }
    send(response, chunk(calls, sent));
    sent += 1;
    setImmediate(sendNext);
  };
  sendNext();
}

function send(response, event) {
  response.write(`data: ${JSON.stringify(event)}\n\n`);
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
