async function ask(mirror) {
  const url = `https://${mirror}.example`;
  throw new Error(`${url} is down`); // fails here
}

async function main() {
  return await Promise.any([ask('one'), ask('two')]);
}
main();
