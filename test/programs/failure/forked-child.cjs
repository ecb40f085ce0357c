const { fork } = require('node:child_process');

function work(job) {
  const part = job.parts[1];
  return part.size; // fails here
}

if (process.send) work({ parts: ['a'] });
else fork(__filename).on('exit', (code) => console.log('child ended with', code));
