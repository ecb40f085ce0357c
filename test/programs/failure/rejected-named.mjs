class HttpFailure extends Error {
  name = 'HttpError';
  code = 'E503';
}

async function load(path) {
  const tries = 3;
  throw new HttpFailure(`${path} failed`, { cause: new RangeError('too late') }); // fails here
}

await load('/cart');
