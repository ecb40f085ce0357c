async function fail(id) {
  throw new Error(`no order ${id}`);
}
fail(7);
setTimeout(() => console.log('later'), 20);
