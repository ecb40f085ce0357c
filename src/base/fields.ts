/** An object that somebody else wrote as JSON, of which nothing is taken for granted. */
export type Fields = Readonly<Record<string, unknown>>;

/** Whether it is an object that is no array. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value where it is such an object, else an empty one. */
export function fieldsOf(value: unknown): Fields {
  return isFields(value) ? value : {};
}
