function report(sales) {
  const currency = 'EUR';
  return Promise.resolve(sales).then((list) => {
    const best = list.at(-1);
    return `${best.amount} ${currency}`; // fails here
  });
}

report([]);
