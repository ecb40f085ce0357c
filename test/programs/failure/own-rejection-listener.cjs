process.on('unhandledRejection', (reason) => {
  console.log('heard', reason.message, process.listenerCount('unhandledRejection'));
});

async function sync(account) {
  const pages = account.pages ?? 0;
  throw new Error(`${pages} pages`); // fails here
}

sync({});
