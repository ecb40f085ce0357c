// What a tool prints later, as long as it lasts, is its own; what it prints after its end is not.
import { EventEmitter, once } from 'node:events';
import { readFile } from 'node:fs';
import { toolCall } from 'agentlog';

const print = (text) => () => console.log(text);
await toolCall('later', async () => {
  queueMicrotask(print('microtask'));
  process.nextTick(print('tick'));
  const emitter = new EventEmitter();
  emitter.on('event', print('handler'));
  setTimeout(() => emitter.emit("event"), 30);
  await new Promise((resolve) => setImmediate(resolve)).then(print('immediate'));
  await new Promise((resolve) => readFile(import.meta.filename ?? process.argv[1], resolve)).then(print('read'));
  await once(emitter, 'event').catch(print('never')).then(print('promise'));
});
let end;
toolCall('over', () => {
  setTimeout(() => { console.log('printed after the end'); end(); }, 1);
  console.log('printed in time');
});
await new Promise((resolve) => { end = resolve; });
