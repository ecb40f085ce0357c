function authorize(key) {
  const user = 'ada';
  throw new Error(`bad key ${key} for ${user}`); // fails here
}

authorize(process.env.TEST_SECRET);
