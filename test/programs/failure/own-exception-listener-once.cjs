process.once('uncaughtException', (error) => {
  console.log('first:', error.message);
});

function fail(turn) {
  throw new Error(`turn ${turn}`); // fails here
}

setTimeout(() => fail(1), 1);
setTimeout(() => fail(2), 20);
