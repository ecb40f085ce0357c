// Fifty tools print in turns, and the program itself between them.
import { setTimeout as sleep } from 'node:timers/promises';
import { toolCall } from 'agentlog';

const tool = (name) => async () => {
  for (let turn = 0; turn < 4; turn += 1) {
    console.log(`${name} out ${turn}`);
    await (turn % 2 === 0 ? null : sleep((Number(name) * 7) % 5));
    process.stderr.write(`${name} err ${turn}\n`);
    await new Promise(setImmediate);
  }
  return name;
};
const calls = Array.from({ length: 50 }, (_, i) => toolCall(`tool ${i}`, tool(String(i))));
const own = sleep(3).then(() => console.log('the program itself'));
const results = await Promise.all(calls);
await own;
console.log(results.join() === Array.from({ length: 50 }, (_, i) => i).join());
