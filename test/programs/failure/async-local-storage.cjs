const { AsyncLocalStorage } = require('node:async_hooks');

const request = new AsyncLocalStorage();

async function handle(path) {
  await null;
  const { user } = request.getStore();
  return `${path} for ${user.name.first}`; // fails here
}

request.run({ id: 8, user: {} }, () => handle('/cart'));
