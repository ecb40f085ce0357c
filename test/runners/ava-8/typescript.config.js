export default {
  extensions: ['ts'],
  failWithoutAssertions: false,
  nodeArguments: ['--import=tsx'],
};
