const { Readable, Writable } = require('node:stream');

const sink = new Writable({
  objectMode: true,
  write(row, _encoding, done) {
    const width = row.cells.length; // fails here
    done(null, width);
  },
});
Readable.from([{ cells: [] }, { id: 2 }]).pipe(sink);
