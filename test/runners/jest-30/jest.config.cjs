module.exports = {
  cacheDirectory: '<rootDir>/.cache',
  // TypeScript names a module by what it is compiled to.
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
};
