exports.parsePrice = function parsePrice(text, currency) {
  const value = Number(text);
  if (Number.isNaN(value)) throw new TypeError(`not a price: ${text} ${currency}`);
  return value;
};
