function parse(text) {
  throw new SyntaxError(`unexpected ${text}`);
}

setImmediate(() => {
  let last;
  try {
    parse('token');
  } catch (problem) {
    problem.message = `rules.txt: ${problem.message}`;
    last = problem;
  }
  console.log(last.stack.split('\n', 1));
  throw last;
});
