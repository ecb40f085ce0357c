import test from 'ava';

test.beforeEach(() => {
  const order = 1;
  throw new Error('no order'); // @beforeEach
});
test('is paid', (t) => t.pass());
