import 'agentlog/register';

async function fail(id) {
  throw new Error(`no order ${id}`);
}
setTimeout(() => console.log('later'), 20);
fail(7);
