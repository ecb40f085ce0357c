import { Writable } from 'node:stream';

/** Keeps the running mean of all readings in `result`. */
export function averages(result) {
  return new Writable({
    objectMode: true,
    write({ celsius }, _encoding, done) {
      result.count += 1;
      result.mean += (celsius - result.mean) / result.count;
      done();
    },
  });
}
