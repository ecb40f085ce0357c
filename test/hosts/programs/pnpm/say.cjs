console.log('say', ...process.argv.slice(2));
