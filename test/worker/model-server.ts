import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that answers as a model does, or with an error status; ends with the test. Gives its address. */
export async function startModel(t: { after(fn: () => void): void }, status: () => number): Promise<string> {
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      response.writeHead(status(), { 'content-type': 'application/json' });
      response.end(
        JSON.stringify({
          choices: [{ message: { role: 'assistant', content: 'It was sent yesterday.' } }],
          usage: { prompt_tokens: 40, completion_tokens: 6 },
        }),
      );
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`;
}
