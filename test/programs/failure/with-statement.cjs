function format(options) {
  const prefix = '>';
  with (options) {
    return prefix + missing.text + width; // fails here
  }
}

format({ width: 80, missing: null });
