const TOKEN = /\d+(?:\.\d+)?|[-+*/()]/g;

/** The numbers and signs of a formula. */
export function tokenize(formula) {
  return formula.match(TOKEN) ?? [];
}
