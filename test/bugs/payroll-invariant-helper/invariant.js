export class InvariantError extends Error {
  name = 'InvariantError';
}

/** Throws where a condition that always holds does not. */
export function invariant(condition, message) {
  if (!condition) throw new InvariantError(message);
}
