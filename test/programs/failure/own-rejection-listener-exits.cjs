process.on('unhandledRejection', (reason) => {
  console.error('fatal:', reason.message);
  process.exit(9);
});

async function sync(account) {
  const pages = account.pages ?? 0;
  throw new Error(`${pages} pages`); // fails here
}

sync({});
