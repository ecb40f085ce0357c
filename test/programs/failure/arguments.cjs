function join() {
  const separator = arguments[0];
  const parts = arguments.length - 1;
  return separator.repeat(parts).missing.length; // fails here
}

join('-', 'a', 'b');
