async function verify(text) {
  const length = text.length;
  if (length > 2) throw Object.freeze(new Error('signature is wrong')); // fails here
}

await verify('abc');
