process.on('unhandledRejection', (reason) => console.log('heard', reason.message));
process.on('rejectionHandled', () => console.log('handled after all'));

async function fetchLater(id) {
  throw new Error(`no ${id}`); // fails here
}

const promise = fetchLater(4);
setTimeout(() => promise.catch((error) => console.log('caught', error.message)), 5);
