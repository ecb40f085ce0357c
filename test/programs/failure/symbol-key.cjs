const kind = Symbol('kind');

function classify(entry) {
  const tagged = { [kind]: 'file', size: 1 };
  const symbol = kind;
  return tagged[symbol].path.length; // fails here
}

classify('a.txt');
