const PIECE_CHARS = 10;

/** The pieces of a secret, ten characters each, that are to be read in a text; those that stand in `around` anyway left out. */
export function piecesLeft(safe: string, secret: string, around: string): string[] {
  const left: string[] = [];
  const size = Math.min(PIECE_CHARS, secret.length);
  for (let i = 0; i + size <= secret.length; i += 1) {
    const piece = secret.slice(i, i + size);
    if (safe.includes(piece) && !around.includes(piece)) left.push(piece);
  }
  return left;
}
