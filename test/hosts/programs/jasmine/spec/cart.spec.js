const { readFile } = require('node:fs/promises');

function total(lines) {
  return lines.reduce((sum, line) => sum + line.price, 0);
}

describe('a cart', () => {
  beforeEach(function () {
    this.lines = [{ price: 1 }, { price: 2 }];
  });
  it('adds', function () {
    expect(total(this.lines)).toBe(3);
  });
  it('fails an expectation', function () {
    expect(total(this.lines)).toEqual({ sum: 4 });
  });
  it('throws', () => {
    total([{ price: 1 }, null]);
  });
  it('rejects', async () => {
    await readFile('not there');
  });
  it('expects a throw', () => {
    expect(() => total(null)).toThrowError(TypeError);
    const spy = jasmine.createSpy('spy').and.throwError('spied');
    expect(spy).toThrow();
  });
  it('is over before its error comes', (done) => {
    setTimeout(() => {
      const late = [undefined];
      total(late);
    }, 1);
    setTimeout(done, 50);
  });
  xit('is pending', () => {});
});
