async function parse(text) {
  const size = text.length;
  throw new Error(`too short: ${size}`); // fails here
}

try {
  await parse('ab');
} catch (problem) {
  problem.name = 'ParseError';
  problem.message = `in line 3: ${problem.message}`;
  throw problem;
}
