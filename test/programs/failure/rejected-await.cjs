const { setTimeout: sleep } = require('node:timers/promises');

async function fetchUser(id) {
  await sleep(1);
  const answer = { status: 404 };
  throw new Error(`no user ${id}`); // fails here
}

async function main() {
  const user = await fetchUser(7);
  console.log(user.name);
}
main();
