function createCounter(start) {
  const steps = [1, 2];
  let count = start;
  return function advance(by) {
    count += steps[by].size; // fails here
    return count;
  };
}

const advance = createCounter(10);
advance(5);
