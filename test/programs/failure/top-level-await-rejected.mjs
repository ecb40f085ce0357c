async function connect(url) {
  const host = url.split('/')[2];
  throw new Error(`cannot reach ${host}`); // fails here
}

const connection = await connect('db://store/main');
console.log(connection);
