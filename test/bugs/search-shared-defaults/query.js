const DEFAULTS = { filters: { tags: [], maxMinutes: 240 }, sort: 'rating' };

/** A query with everything set that the user left out. */
export function buildQuery(text, { tags = [], maxMinutes } = {}) {
  const query = { text, ...DEFAULTS };
  query.filters.tags.push(...tags);
  if (maxMinutes !== undefined) query.filters.maxMinutes = maxMinutes;
  return query;
}
