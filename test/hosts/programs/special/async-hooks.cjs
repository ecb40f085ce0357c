// Counts every async resource, in their order, and hands a store on; ids are told from the first of its own.
const { AsyncLocalStorage, AsyncResource, createHook, executionAsyncId, triggerAsyncId } = require('node:async_hooks');
const { readFile } = require('node:fs');

const first = new AsyncResource('FIRST').asyncId();
const own = (id) => (id < first ? 'earlier' : id - first);
const lines = [];
let depth = 0;
const hook = createHook({
  init: (id, type, trigger) => lines.push(`init ${type} ${own(id)} by ${own(trigger)}`),
  before: () => { depth += 1; },
  after: () => { depth -= 1; },
  promiseResolve: (id) => lines.push(`resolve ${own(id)}`),
});
hook.enable();
const store = new AsyncLocalStorage();
console.log(own(executionAsyncId()), own(triggerAsyncId()));
setTimeout(async () => {
  try {
    await Promise.reject(new Error('caught'));
  } catch {}
  readFile(__filename, () => {
    store.run({ user: 7 }, () => setImmediate(fail));
  });
}, 1);
new AsyncResource('OWN').runInAsyncScope(() => console.log('in', own(executionAsyncId())));
process.on('exit', () => {
  hook.disable();
  console.log(lines.join('\n'));
  console.log('depth', depth);
});

function fail() {
  const { user } = store.getStore();
  throw new Error(`user ${user}`);
}
