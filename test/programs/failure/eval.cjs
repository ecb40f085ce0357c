function compute(formula, x) {
  const scale = 10;
  return eval(formula); // fails here
}

compute('const y = x * scale; y.toFixed(2).value.length', 4);
