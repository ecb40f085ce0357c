// A small server as programs have them: a route that answers JSON at once, one that awaits a few things first, and one whose
// handler also throws and catches once a request. `/cpu` tells the processor time used so far, in µs. Prints its port, and
// ends when its input does.
const { createServer } = require('node:http');

const server = createServer((request, response) => {
  if (request.url.startsWith('/plain'))
    answer(request, response, { name: 'grace', tags: ['new', 'mail'], isKnown: true });
  else if (request.url === '/cpu') tellCpu(response);
  else serve(request, response);
});

async function serve(request, response) {
  const name = request.url.startsWith('/bad') ? await readBadly(request.url) : request.url.slice(1);
  const user = await findUser(name);
  const greeting = await greet(user);
  answer(request, response, { ...user, greeting });
}

function tellCpu(response) {
  const { user, system } = process.cpuUsage();
  response.end(`${user + system}`);
}

function answer(request, response, user) {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ user, at: request.url }));
}

async function findUser(name) {
  const tags = await findTags(name);
  return { name, tags, isKnown: name.length > 3 };
}

async function findTags(name) {
  await null;
  return [name, 'new', 'mail'];
}

async function greet({ name }) {
  return `hello ${name}`;
}

async function readBadly(url) {
  try {
    return await parse(url);
  } catch (error) {
    return error instanceof TypeError ? 'nobody' : 'somebody';
  }
}

async function parse(url) {
  const parts = url.split('/');
  if (parts.length < 5) throw new TypeError(`${url} names no user`);
  return parts[4];
}

server.listen(0, '127.0.0.1', () => console.log(server.address().port));
process.stdin.on('end', () => process.exit()).resume();
