function readAddress(text) {
  const encoding = 'percent';
  try {
    return decodeURIComponent(text);
  } catch (problem) {
    throw new SyntaxError('bad address', { cause: problem });
  }
}

function start(text) {
  try {
    return readAddress(text);
  } catch (problem) {
    const stage = 'boot';
    throw new Error(`cannot ${stage}`, { cause: problem }); // fails here
  }
}

start('%');
