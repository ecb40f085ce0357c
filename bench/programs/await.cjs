// Awaits again and again: a value that is there, and an async function's result. Prints what one await cost.
const AWAITS = Number(process.env.BENCH_AWAITS);
const now = () => Number(process.hrtime.bigint());

main();

async function main() {
  await awaitOften(AWAITS / 5);
  const began = now();
  await awaitOften(AWAITS);
  console.log(JSON.stringify({ nanoseconds: (now() - began) / AWAITS }));
}

async function awaitOften(awaits) {
  let sum = 0;
  for (let i = 0; i < awaits; i += 2) {
    sum += await i;
    sum += await double(i);
  }
  return sum;
}

async function double(i) {
  return 2 * i;
}
