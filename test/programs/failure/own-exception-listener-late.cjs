function ship(order) {
  const { street } = order.address; // fails here
  return street;
}

setTimeout(() => {
  process.on('uncaughtException', (error) => console.log('heard', error.message));
  ship({ id: 9 });
}, 1);
