process.on('exit', (code) => {
  const stats = { hits: 3 };
  console.log('leaving with', code);
  stats.report.print(); // fails here
});
