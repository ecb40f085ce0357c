export class StationError extends Error {
  name = 'StationError';
}

/** Asks one weather station. */
export async function readStation(name) {
  if (name === 'ridge') throw new StationError('battery flat');
  return { name, celsius: name.length * 2.5 };
}
