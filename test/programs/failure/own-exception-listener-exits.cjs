process.on('uncaughtException', (error) => {
  console.error('fatal:', error.message);
  process.exit(7);
});

function ship(order) {
  const { street } = order.address; // fails here
  return street;
}

ship({ id: 9 });
