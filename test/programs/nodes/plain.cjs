// Prints on both streams, reads its stdin and looks around; ends with an exit code of its own.
const fs = require('fs');
const { NODE_OPTIONS, ...seen } = process.env;
const names = Object.keys(seen).filter((name) => !/^AGENTLOG/.test(name)).sort();
const events = process.eventNames().map((name) => `${String(name)} ${process.listenerCount(name)}`).sort();
console.log('out ünï', fs.readFileSync(0, 'utf8'), process.argv.slice(2), process.execArgv);
console.error('err', names, events);
console.log(Object.getOwnPropertyNames(globalThis).sort().join(), Object.keys(require.cache).length, module.children.length);
console.log(process.emit === require('events').prototype.emit, Error.stackTraceLimit, typeof Error.prepareStackTrace);
process.exitCode = 7;
