// Prints all that a program can see of its own process.
const fs = require('node:fs');
const os = require('node:os');

function names(object) {
  return Reflect.ownKeys(object).map(String).sort();
}

console.log(
  JSON.stringify(
    {
      globals: names(globalThis),
      process: names(process),
      error: names(Error).concat(names(Error.prototype)),
      module: names(module),
      modules: Object.keys(require.cache),
      children: module.children.length,
      promise: names(Promise).concat(names(Promise.prototype)),
      argv: process.argv.slice(1),
      execArgv: process.execArgv,
      signals: Object.keys(os.constants.signals).filter((name) => process.listenerCount(name) > 0),
      handlers: ['uncaughtException', 'unhandledRejection', 'exit', 'beforeExit', 'warning', 'message', 'worker'].map((name) => [
        name,
        process.listenerCount(name),
      ]),
      emit: process.emit === require('node:events').prototype.emit,
      handles: process._getActiveHandles().length,
      resources: process.getActiveResourcesInfo(),
      descriptors: fs.readdirSync('/proc/self/fd').length,
      inspector: require('node:inspector').url() ?? 'none',
      stackTraceLimit: Error.stackTraceLimit,
      title: process.title,
    },
    undefined,
    1,
  ),
);
