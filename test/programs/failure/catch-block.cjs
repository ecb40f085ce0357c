function decode(text) {
  const attempts = 2;
  try {
    return decodeURIComponent(text);
  } catch (problem) {
    const hint = 'not an address';
    throw new Error(`${hint} after ${attempts}`); // fails here
  }
}

decode('%');
