/** Remembers what `compute` gave for each variant of an article. */
export function createPriceCache(compute) {
  const stored = {};
  return {
    stored,
    priceOf(variant) {
      if (!(variant in stored)) stored[variant] = compute(variant);
      return stored[variant];
    },
  };
}
