// A build that succeeds, one that fails, and a plugin whose error surfaces.
const { readdirSync } = require('node:fs');
const path = require('node:path');
const webpack = require('webpack');

const base = {
  context: __dirname,
  mode: 'production',
  devtool: 'source-map',
  resolveLoader: { alias: { shout: path.join(__dirname, 'shout-loader.cjs') } },
  module: { rules: [{ test: /\.txt$/, use: 'shout' }] },
};
const run = (options) =>
  new Promise((resolve, reject) => {
    const compiler = webpack({ ...base, ...options });
    compiler.run((error, stats) => compiler.close(() => (error ? reject(error) : resolve(stats))));
  });

(async () => {
  const good = await run({ entry: './src/index.js', output: { path: path.join(__dirname, 'out'), filename: '[contenthash].js' } });
  console.log(good.toString({ timings: false, colors: false, version: false, hash: true }));
  console.log(readdirSync(path.join(__dirname, 'out')));
  const bad = await run({ entry: './src/bad.js', output: { path: path.join(__dirname, 'bad') } });
  console.log(bad.hasErrors(), bad.toString({ timings: false, colors: false, version: false, all: false, errors: true, errorDetails: true, moduleTrace: true }));
  await run({
    entry: './src/index.js',
    plugins: [{
      apply(compiler) {
        compiler.hooks.emit.tap('Sizes', (compilation) => {
          const limits = { js: 10 };
          for (const name of Object.keys(compilation.assets)) {
            if (compilation.assets[name].size() > limits.js) throw new Error(`too large: ${path.extname(name)}`);
          }
        });
      },
    }],
  });
})();
