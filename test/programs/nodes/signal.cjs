process.on('SIGTERM', () => {
  console.log('got SIGTERM');
  process.kill(process.pid, 'SIGINT');
});
setTimeout(() => {}, 10000);
process.kill(process.pid, 'SIGTERM');
