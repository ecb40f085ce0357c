// Looks for debuggers and loaders by what Node's internals tell.
const inspector = require('node:inspector');

const names = ['async_wrap', 'buffer', 'config', 'constants', 'contextify', 'fs', 'inspector', 'natives', 'util', 'uv', 'v8'];
for (const name of names) {
  try {
    console.log(name, Object.keys(process.binding(name)).length);
  } catch (error) {
    console.log(name, error.message);
  }
}
try {
  process.binding('no_such_binding');
} catch (error) {
  console.log(error.code, error.message);
}
console.log(process.binding('inspector').isEnabled?.(), inspector.url());
console.log(process.execArgv, process.argv.length, typeof v8debug, process.features.inspector, Object.keys(process.binding('natives')).length);
console.log(/\[native code\]/.test(String(process.emit)), process.emit.name, process.emitWarning.name, require.extensions['.js'].name, module.constructor._load.name);
console.log(process.listenerCount('uncaughtException'), process.listenerCount('unhandledRejection'), process.listenerCount('exit'));

const options = { strict: true };
function check({ strict }) {
  if (strict) throw new Error('not today');
}
check(options);
