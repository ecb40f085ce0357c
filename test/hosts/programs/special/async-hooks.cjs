// Counts every async resource, in their order, and hands a store on; the ids themselves are printed.
const { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId, triggerAsyncId } = require('node:async_hooks');
const { readFile } = require('node:fs');

const lines = [];
let depth = 0;
const hook = createHook({
  init: (id, type, trigger) => lines.push(`init ${type} ${id} by ${trigger}`),
  before: () => { depth += 1; },
  after: () => { depth -= 1; },
  promiseResolve: (id) => lines.push(`resolve ${id}`),
});
hook.enable();
const store = new AsyncLocalStorage();
console.log(executionAsyncId(), triggerAsyncId());
setTimeout(async () => {
  try {
    await Promise.reject(new Error('caught'));
  } catch {}
  readFile(__filename, () => {
    store.run({ user: 7 }, () => setImmediate(fail));
  });
}, 1);
new AsyncResource('OWN').runInAsyncScope(() => console.log('in', executionAsyncId()));
process.on('exit', () => {
  hook.disable();
  console.log(lines.join('\n'));
  console.log('depth', depth);
});

function fail() {
  const { user } = store.getStore();
  throw new Error(`user ${user}`);
}
