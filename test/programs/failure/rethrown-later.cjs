async function read(source) {
  const offset = source.start + 1;
  throw new Error(`cannot seek to ${offset}`); // fails here
}

read({ start: 4 }).catch((problem) => {
  setTimeout(() => {
    throw problem;
  }, 5);
});
