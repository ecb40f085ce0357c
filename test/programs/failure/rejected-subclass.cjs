class QuotaError extends Error {
  constructor(message, free) {
    super(message);
    this.free = free;
  }
}

async function reserve(bytes) {
  const free = 10;
  if (bytes > free) throw new QuotaError('no space', free); // fails here
}

reserve(11);
