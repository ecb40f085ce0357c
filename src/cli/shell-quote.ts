/** The text as one word of a POSIX shell, whatever is in it: plain where that is safe, else between single quotes. */
export function shellQuote(text: string): string {
  if (/^[A-Za-z0-9_./:@%+,=-]+$/.test(text)) return text;
  return `'${text.replaceAll("'", "'\\''")}'`;
}
