async function sync(account) {
  const pages = account.pages ?? 0;
  throw new Error(`${pages} pages`); // fails here
}

setTimeout(() => {
  process.on('unhandledRejection', (reason) => console.log('heard', reason.message));
  sync({});
}, 1);
