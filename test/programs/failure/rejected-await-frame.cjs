async function loadCart(id) {
  const response = await Promise.resolve({ ok: true });
  const cart = response.body[id]; // fails here
  return cart;
}

loadCart('c1');
