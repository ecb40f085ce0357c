class QuotaError extends Error {}

function reserve(bytes) {
  const free = 10;
  if (bytes > free) throw new QuotaError('no space'); // fails here
}

reserve(11);
