function fail(reason) {
  const error = new Error(reason);
  Object.defineProperty(error, 'stack', {
    get() {
      throw new Error('no stack for you');
    },
  });
  throw error; // fails here
}

fail('hostile');
