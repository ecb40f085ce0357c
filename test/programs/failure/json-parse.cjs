function readSettings(lines) {
  const text = lines.join('');
  return JSON.parse(text); // fails here
}

readSettings(['{"a": 1', ',}']);
