/** Reads the fields of a posted form. */
export function readForm(body) {
  const fields = new URLSearchParams(body);
  return { sku: fields.get('sku'), quantity: fields.get('quantity') };
}
