function fail(reason) {
  const handler = {
    get(target, key) {
      console.log('asked for', key);
      return target[key];
    },
  };
  const wrapped = new Proxy(new Error(reason), handler);
  throw wrapped; // fails here
}

fail('behind a proxy');
