// Loaded before a program: writes its peak of resident memory, in MB, to the file BENCH_FILE when it ends.
process.on('exit', () => {
  require('node:fs').writeFileSync(process.env.BENCH_FILE, `${process.resourceUsage().maxRSS / 1024}`);
});
