const feed = {
  items: [{ id: 1 }, null],
  async *[Symbol.asyncIterator]() {
    yield* this.items;
  },
};

async function readIds(source) {
  const ids = [];
  for await (const item of source) {
    ids.push(item.id); // fails here
  }
  return ids;
}
readIds(feed);
