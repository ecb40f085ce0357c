function sumUp(rows) {
  let sum = 0;
  for (const row of rows) {
    const cells = row.split(',');
    for (let i = 0; i < 2; i++) {
      const cell = cells[i];
      if (i === 1) {
        const amount = cell.trim(); // fails here
        sum += Number(amount);
      }
    }
  }
  return sum;
}

sumUp(['a,1', 'b']);
