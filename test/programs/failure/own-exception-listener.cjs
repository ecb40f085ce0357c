process.on('uncaughtException', (error, origin) => {
  console.log('heard', error.message, origin);
});

function ship(order) {
  const { street } = order.address; // fails here
  return street;
}

setTimeout(() => console.log('still alive'), 5);
ship({ id: 9 });
