// Calls a model through fetch and through node:http, and starts children in a tool; prints what was recorded of it.
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { readEvents, toolCall } from 'agentlog';

const answer = {
  object: 'chat.completion',
  model: 'gpt-4o',
  choices: [{ message: { role: 'assistant', content: 'hi' } }],
  usage: { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 },
};
const question = JSON.stringify({ model: 'gpt-4o', messages: [{ role: 'user', content: 'hello' }] });
const init = { method: 'POST', headers: { 'content-type': 'application/json' } };

const server = http.createServer((request, response) => {
  request.resume().on('end', () => {
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify(answer));
  });
});
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const url = `http://127.0.0.1:${server.address().port}/v1/chat/completions`;
const calls = () => [...readEvents({ type: 'llm_call' })].length;

const said = {};
await (await fetch(url, { ...init, body: question })).text();
said.fetch = calls();
const request = http.request(url, init);
request.end(question);
const [response] = await once(request, 'response');
await once(response.resume(), 'end');
await new Promise((later) => setTimeout(later, 50));
said.http = calls() - said.fetch;
server.close();
server.closeAllConnections();

await toolCall('children', async () => {
  spawnSync('echo', ['sync'], { stdio: 'inherit' });
  await once(spawn('echo', ['async'], { stdio: 'inherit' }), 'close');
});
said.children = [...readEvents({ type: 'tool_output' })].map(({ stdout }) => stdout);
console.log(JSON.stringify(said));
