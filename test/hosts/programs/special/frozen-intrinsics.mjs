// Run with --frozen-intrinsics: what it sets on built-ins is refused.
try {
  Array.prototype.last = () => {};
} catch (error) {
  console.log(error.name, error.message);
}
console.log(Object.isFrozen(Array.prototype), Object.isFrozen(Error), Object.isFrozen(Promise.prototype));
function read(line) {
  const [name, count] = line.split(',');
  if (count === undefined) throw new Error(`no count: ${name}`);
  return Number(count);
}
console.log(['a,1', 'b,2'].map(read));
setTimeout(() => read('c'), 1);
