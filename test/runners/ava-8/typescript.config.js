export default {
  extensions: { ts: 'module' },
  failWithoutAssertions: false,
  nodeArguments: ['--import=tsx'],
};
