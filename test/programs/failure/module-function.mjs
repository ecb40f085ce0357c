const rates = { EUR: 1 };

export function convert(amount, currency) {
  const rate = rates[currency];
  return amount * rate.value; // fails here
}

convert(20, 'USD');
