async function* fetchPages(limit) {
  let page = 0;
  while (page < limit) {
    page += 1;
    if (page === 2) throw new Error(`page ${page} is gone`); // fails here
    yield page;
  }
}

async function main() {
  for await (const page of fetchPages(3)) console.log(page);
}
main();
