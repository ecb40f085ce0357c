function parse(text) {
  const size = text.length;
  throw new RangeError(`too short: ${size}`); // fails here
}

try {
  parse('ab');
} catch (problem) {
  problem.message = `in line 3: ${problem.message}`;
  throw problem;
}
