function connect(host) {
  const error = new Error(`cannot reach ${host}`);
  error.code = 'EHOSTDOWN';
  error.errno = -112;
  throw error; // fails here
}

connect('db.internal');
