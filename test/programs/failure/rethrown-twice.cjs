function innermost(input) {
  const size = input.length;
  throw new Error(`size ${size}`); // fails here
}

function middle(input) {
  try {
    innermost(input);
  } catch (problem) {
    const retries = 0;
    throw problem;
  }
}

function outermost(input) {
  try {
    middle(input);
  } catch (problem) {
    const gaveUp = true;
    throw problem;
  }
}

outermost([1, 2]);
