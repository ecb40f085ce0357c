import { expect } from 'chai';

describe('again', function () {
  this.retries(2);
  let first = 0;
  it('passes at last', () => {
    const turn = first++;
    expect(turn).to.equal(2);
  });
  let second = 0;
  it('fails each time', () => {
    const turn = second++;
    expect(turn).to.equal(9); // @retried
  });
});

it('calls back', (done) => {
  const order = 4;
  setTimeout(() => done(new Error(`order ${order} is late`)), 1); // @done
});

it('is in time', function (done) {
  this.timeout(20);
});

it('by chai', () => {
  const cart = { items: 1 };
  expect(cart).to.deep.equal({ items: 2 }); // @chai
});

it('is pending');
it('leaves itself out', function () {
  this.skip();
});
it('an error that is expected is no failure', () => {
  expect(() => JSON.parse('{')).to.throw(SyntaxError);
});

it('waits for a timer', (done) => {
  setTimeout(() => {
    const delay = 5;
    throw new Error('timer failed'); // @timer
  }, 5);
});

it('forgets a promise', function (done) {
  this.timeout(50);
  const order = 8;
  Promise.reject(new Error(`order ${order} was dropped`)); // @unhandled
});
