// Listens where agentlog listens too: requests of http and fetch, channels of its own, an error in a subscriber.
import dc from 'node:diagnostics_channel';
import { createServer, get } from 'node:http';

const seen = [];
for (const name of ['undici:request:create', 'undici:request:headers', 'undici:request:trailers', 'http.client.request.start', 'http.client.response.finish', 'http.server.request.start']) {
  dc.subscribe(name, (message, channelName) => seen.push([channelName, Object.keys(message).join()]));
}
const own = dc.channel('shop:order');
console.log(own.hasSubscribers, dc.hasSubscribers('shop:none'));
const tracing = dc.tracingChannel('shop:trace');
tracing.subscribe({ start: () => seen.push(['start']), end: () => seen.push(['end']), error: ({ error }) => seen.push(['error', error.message]) });
try {
  tracing.traceSync((n) => { throw new Error(`traced ${n}`); }, {}, undefined, 1);
} catch (error) {
  seen.push(['caught', error.message]);
}
const server = createServer((req, res) => res.end(req.url));
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const base = `http://127.0.0.1:${server.address().port}`;
console.log(await (await fetch(`${base}/a`)).text());
await new Promise((resolve) => get(`${base}/b`, (res) => res.resume().on('end', resolve)));
server.close();
server.closeAllConnections();
console.log(seen);
own.subscribe(({ order }) => {
  const { lines } = order;
  console.log(lines.length);
});
own.publish({ order: {} });
setTimeout(() => console.log('never'), 1000);
