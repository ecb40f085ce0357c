function loadDriver(kind) {
  const name = `${kind}-driver-that-is-not-there`;
  return require(name); // fails here
}

loadDriver('sqlite');
