process.on('exit', () => console.log('exit listener'));
console.log('x'.repeat(20000));
console.error('y'.repeat(20000));
process.exit(3);
