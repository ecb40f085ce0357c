const { parsePrice } = require('price-parser');

function importRow(row) {
  const currency = row.currency ?? 'EUR';
  return parsePrice(row.price, currency); // fails here
}

importRow({ price: 'free' });
