class PaymentError extends Error {
  constructor(message, details) {
    super(message);
    this.name = 'PaymentError';
    this.details = details;
  }
}

function charge(card, amount) {
  const fee = amount / 100;
  throw new PaymentError('card declined', { card, fee }); // fails here
}

charge('visa', 250);
