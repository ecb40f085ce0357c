/** The kinds of objects that are read in a way of their own, whatever their class is called. */
export type Kind =
  | 'object'
  | 'array'
  | 'arguments'
  | 'map'
  | 'set'
  | 'date'
  | 'regexp'
  | 'error'
  | 'typed'
  | 'buffer'
  | 'view'
  | 'boxed'
  | 'url'
  | 'params'
  /** Nothing of it can be read without its own code: a promise, a weak collection. */
  | 'opaque';
