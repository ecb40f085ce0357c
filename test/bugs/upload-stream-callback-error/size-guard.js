import { Transform } from 'node:stream';

export class TooLargeError extends Error {
  name = 'TooLargeError';
}

/** Passes an upload on until it is over the limit. */
export function sizeGuard(limit) {
  let received = 0;
  return new Transform({
    transform(chunk, _encoding, done) {
      received += chunk.length;
      if (received > limit) done(new TooLargeError('the upload is over the limit of the plan'));
      else done(null, chunk);
    },
  });
}
