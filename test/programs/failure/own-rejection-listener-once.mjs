process.once('unhandledRejection', (reason) => console.log('first:', reason.message));

async function fail(turn) {
  throw new Error(`turn ${turn}`); // fails here
}

fail(1);
setTimeout(() => fail(2), 20);
