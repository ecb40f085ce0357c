function fail(part) {
  const times = 60;
  throw new Error(part.repeat(times)); // fails here
}

fail('lorem ');
