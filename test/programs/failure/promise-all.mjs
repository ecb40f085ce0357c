async function stock(sku) {
  const shelf = { pen: 3 };
  await null;
  if (!(sku in shelf)) throw new RangeError(`unknown ${sku}`); // fails here
  return shelf[sku];
}

const counts = await Promise.all([stock('pen'), stock('ink')]);
console.log(counts);
