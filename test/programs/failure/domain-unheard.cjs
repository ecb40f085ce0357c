const domain = require('node:domain');

const guard = domain.create();

function print(page) {
  const title = page.head.title; // fails here
  return title;
}

guard.run(() => print({ body: '' }));
