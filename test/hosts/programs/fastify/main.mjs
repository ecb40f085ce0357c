// Schemas, hooks and errors of a server, by injection and over a socket; ends with a refused plugin.
import Fastify from 'fastify';

const app = Fastify({ logger: false });
const order = { type: 'object', required: ['sku'], properties: { sku: { type: 'string' }, count: { type: 'integer' } } };
app.addHook('preHandler', async (request) => {
  if (request.headers['x-user'] === 'nobody') throw app.httpError ?? new Error('who are you?');
});
app.post('/orders', { schema: { body: order } }, async (request) => ({ taken: request.body.sku }));
app.get('/fail', () => {
  const stock = null;
  return stock.count;
});
app.setErrorHandler((error, request, reply) => {
  reply.code(error.statusCode ?? 500).send({ url: request.url, code: error.code, message: error.message });
});

for (const [method, url, payload, headers] of [
  ['POST', '/orders', { sku: 'a' }],
  ['POST', '/orders', { count: 'x' }],
  ['POST', '/orders', { sku: 'a' }, { 'x-user': 'nobody' }],
  ['GET', '/fail'],
  ['GET', '/none'],
]) {
  const answer = await app.inject({ method, url, payload, headers });
  console.log(method, url, answer.statusCode, answer.body);
}
const address = await app.listen({ port: 0, host: '127.0.0.1' });
const answer = await fetch(`${address}/fail`);
console.log(answer.status, await answer.json());
await app.close();

const second = Fastify();
second.register(async function stockPlugin(_app, options) {
  const { shelf } = options;
  if (shelf > 3) throw new Error(`no shelf ${shelf}`);
}, { shelf: 4 });
await second.ready();
