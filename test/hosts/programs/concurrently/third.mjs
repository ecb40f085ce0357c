process.on('SIGTERM', () => process.exit(9));
process.exitCode = 3;
