const SURCHARGE = { small: 0, large: 1500, walnut: 8000, oak: 4000 };

/** The price of a shelf in cents. */
export function shelfPrice({ size, wood }) {
  return 4900 + SURCHARGE[size] + (wood === 'pine' ? 0 : SURCHARGE[wood]);
}
