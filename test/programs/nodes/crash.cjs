function total(item, price) {
  return price + item.price;
}
console.log('before');
total(null, 2);
