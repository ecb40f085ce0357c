class Strict extends Error {
  get message() {
    throw new Error('no message for you');
  }
}

function fail(reason) {
  const code = reason.length;
  if (code > 0) throw new Strict(); // fails here
}

fail('hostile');
