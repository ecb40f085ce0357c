function find(list) {
  const match = list.find((item) => item > 5) ?? null;
  if (match === null) throw match; // fails here
}

find([1, 2]);
