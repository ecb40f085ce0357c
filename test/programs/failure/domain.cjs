const domain = require('node:domain');

const guard = domain.create();
guard.on('error', (error) => console.log('domain heard', error.message));

function print(page) {
  const title = page.head.title; // fails here
  return title;
}

guard.run(() => setTimeout(() => print({ body: '' }), 1));
