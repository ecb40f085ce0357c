const french = new Intl.NumberFormat('fr-FR', { minimumFractionDigits: 2 });

/** An amount as the printed statement shows it. */
export function formatAmount(amount) {
  return french.format(amount);
}
