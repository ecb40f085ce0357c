function open(name) {
  return {
    name,
    [Symbol.dispose]() {
      throw new Error(`cannot close ${name}`);
    },
  };
}

function copy(from) {
  using source = open(from);
  const bytes = source.name.length;
  throw new TypeError(`cannot copy ${bytes} bytes`); // fails here
}

copy('a.txt');
