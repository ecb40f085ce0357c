function lengths(words) {
  const found = [];
  for (const word of words) {
    const trimmed = word.trim(); // fails here
    found.push(trimmed.length);
  }
  return found;
}

lengths(['one ', null]);
