// Keeps nothing alive: it must end by itself at once.
Promise.reject(new Error('heard')).catch(() => {});
process.on('exit', (code) => console.log(`exit ${code}, after ${process.uptime() < 5 ? 'no' : 'some'} wait`));
