import { Transform } from 'node:stream';

export class ReadingError extends Error {
  name = 'ReadingError';
}

/** Turns lines `sensor celsius` into objects. */
export function parseReadings() {
  return new Transform({
    readableObjectMode: true,
    transform(chunk, _encoding, done) {
      for (const line of chunk.toString().split('\n')) {
        if (line === '') continue;
        const [sensor, celsius] = line.split(' ');
        if (celsius === undefined) throw new ReadingError('a sensor sent no value');
        this.push({ sensor, celsius: Number(celsius) });
      }
      done();
    },
  });
}
