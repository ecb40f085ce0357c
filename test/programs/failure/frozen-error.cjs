function verify(text) {
  const error = Object.freeze(new Error('signature is wrong'));
  const length = text.length;
  if (length > 2) throw error; // fails here
}

verify('abc');
