process.on('beforeExit', function summarize(code) {
  const rows = [];
  rows[code].print(); // fails here
});
