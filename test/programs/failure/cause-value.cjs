function pay(amount) {
  const limit = 100;
  if (amount > limit) throw new Error('refused', { cause: { limit, amount } }); // fails here
}

pay(250);
