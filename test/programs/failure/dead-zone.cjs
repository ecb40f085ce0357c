function plan(days) {
  const rate = 2;
  const total = days * price; // fails here
  const price = rate * 10;
  return total;
}

plan(3);
