const TAX_RATES = { standard: 0.2, reduced: 0.055 };

/** Net amount and tax of one line, in cents. */
export function priceLine({ unitCents, units, discountPercent, taxClass }) {
  const net = unitCents * units * (1 - discountPercent / 100);
  return { net, tax: net * TAX_RATES[taxClass] };
}
