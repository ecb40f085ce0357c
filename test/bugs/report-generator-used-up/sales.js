const QUARTERS = [
  ['Q1', 18_200],
  ['Q2', 21_900],
  ['Q3', 17_450],
];

/** The year's sales, one row a quarter. */
export function* readSales() {
  for (const [quarter, amount] of QUARTERS) yield { quarter, amount };
}
