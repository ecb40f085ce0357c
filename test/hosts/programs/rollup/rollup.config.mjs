function countModules() {
  let count = 0;
  return {
    name: 'count-modules',
    transform(code, id) {
      count += 1;
      if (id.endsWith('refused.js')) this.error('refused by count-modules');
      return { code, map: null };
    },
    buildEnd() {
      this.info(`modules: ${count}`);
    },
  };
}

export default (args) => ({
  input: `src/${args.configEntry ?? 'index'}.js`,
  plugins: [countModules()],
  external: ['node:fs'],
  output: { dir: 'out', format: 'es', sourcemap: true, entryFileNames: '[name].[hash].js' },
});
