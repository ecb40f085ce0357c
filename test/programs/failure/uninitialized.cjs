function book(seats) {
  const wanted = 2;
  let row = seats.find((seat) => seat.free === wanted);
  const place = row.number; // fails here
  const price = place * 3;
  let note = `row ${row}`;
  return { price, note };
}

book([{ free: 1 }]);
