process.on('uncaughtException', (error, origin) => console.log('heard', error.message, origin));
process.on('unhandledRejection', (reason) => console.log('heard', reason.message));
process.on('exit', (code) => console.log('exit', code));
Promise.reject(new Error('rejected'));
setTimeout(() => {
  throw new Error('thrown');
}, 5);
