/** A tiny store: read the state, or replace parts of it. */
export function createState(initial) {
  let state = { ...initial };
  return {
    read: () => state,
    update(change) {
      state = { ...state, ...change };
    },
  };
}
