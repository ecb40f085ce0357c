export class FormulaError extends Error {
  name = 'FormulaError';
}

const PRECEDENCE = { '+': 1, '-': 1, '*': 2, '/': 2 };
const APPLY = { '+': (a, b) => a + b, '-': (a, b) => a - b, '*': (a, b) => a * b, '/': (a, b) => a / b };

export class Parser {
  constructor(tokens) {
    this.tokens = tokens;
    this.at = 0;
  }

  parse() {
    const value = this.expression(1);
    if (this.at < this.tokens.length) throw new FormulaError('an operator was expected');
    return value;
  }

  expression(least) {
    let left = this.operand();
    while (PRECEDENCE[this.tokens[this.at]] >= least) {
      const sign = this.tokens[this.at++];
      left = APPLY[sign](left, this.expression(PRECEDENCE[sign] + 1));
    }
    return left;
  }

  operand() {
    const token = this.tokens[this.at++];
    if (token !== '(') return Number(token);
    const value = this.expression(1);
    this.at += 1;
    return value;
  }
}
