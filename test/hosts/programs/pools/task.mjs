export default async function task({ n, exit, sleepMs }) {
  if (exit) process.exit(exit);
  if (sleepMs) await new Promise((resolve) => setTimeout(resolve, sleepMs));
  if (n < 0) throw new RangeError(`${n} is too small`);
  return n.toFixed() * 2;
}
