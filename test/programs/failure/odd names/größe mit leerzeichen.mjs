export function measure(größe) {
  const einheit = größe.einheit;
  return einheit.name; // fails here
}

measure({ wert: 3 });
