process.exitCode = 4;

function parse(input) {
  const [head] = input.rows; // fails here
  return head;
}

parse({});
