/** An address in one line, as the label printer wants it. */
export function formatAddress(address) {
  const { street, postcode, city } = address;
  return `${street}, ${postcode.padStart(5, '0')} ${city}`;
}
