function cleanUp(file) {
  const closing = new Error('cannot close');
  const reading = new TypeError('cannot read');
  throw new SuppressedError(closing, reading, `two problems with ${file}`); // fails here
}

cleanUp('data.csv');
