// Has stacks of its own: who calls, how often it was asked, and one error that surfaces.
let asked = 0;
function callSites() {
  const before = Error.prepareStackTrace;
  Error.prepareStackTrace = (_error, sites) => sites;
  const { stack } = new Error();
  Error.prepareStackTrace = before;
  return stack.slice(1);
}
function who() {
  return callSites()[1]?.getFunctionName();
}
function named() {
  return who();
}
console.log(named(), typeof Error.prepareStackTrace);
Error.prepareStackTrace = (error, sites) => {
  asked += 1;
  return `${error.name} of ${error.part ?? 'nobody'} in ${sites.map((site) => site.getFunctionName()).slice(0, 2).join('<')}`;
};
function part(name) {
  const error = new TypeError('no part');
  error.part = name;
  throw error;
}
for (const name of ['a', 'b', 'c']) {
  try {
    part(name);
  } catch (error) {
    if (name !== 'b') console.log(error.stack, error.stack);
  }
}
console.log('asked', asked);
try {
  JSON.parse('{');
} catch (error) {
  console.log(error.stack);
}
const holder = {};
Error.captureStackTrace(holder, part);
console.log(holder.stack, asked);
process.on('exit', () => console.log('asked', asked));
part('surfacing');
