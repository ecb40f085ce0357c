// Runs the tests with other runtimes than the one that runs this: the whole suite with each Node that agentlog records, those of
// test/nodes with the Nodes that are too old, with Bun and with Deno. The runtimes come from npm, in the versions of
// test/nodes/runtimes.json, and are kept in .nodes/ (or in the folder that AGENTLOG_TEST_NODES names). Each prints its closing
// lines; all that it printed is in a file beside it.
//   npm run test:nodes          npm run test:nodes -- 22 bun
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The oldest Node that is recorded, as package.json has it. */
const OLDEST = [20, 19];

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = process.env.AGENTLOG_TEST_NODES ?? join(root, '.nodes');
const packages = JSON.parse(readFileSync(join(root, 'test/nodes/runtimes.json'), 'utf8'));
const chosen = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(packages);

const unknown = chosen.filter((name) => packages[name] === undefined);
if (unknown.length > 0) {
  console.error(`no runtime is called ${unknown.join(', ')}; there are ${Object.keys(packages).join(', ')}`);
  process.exit(2);
}
let failed = 0;
for (const name of chosen) if (!(await runTests(name))) failed += 1;
if (failed > 0) console.log(`\nfailed: ${failed} of ${chosen.length}`);
process.exit(failed === 0 ? 0 : 1);

/** Gives whether the tests passed. */
async function runTests(name) {
  const binary = install(packages[name]);
  const isRecorded = isRecordedNode(packages[name]);
  console.log(`\n== ${packages[name]}: ${isRecorded ? 'the whole suite' : 'test/nodes'}`);
  // The runner itself is the Node in question, and so is whatever the tests find as `node` on their way.
  const node = isRecorded ? binary : process.execPath;
  const env = isRecorded
    ? { PATH: [dirname(binary), process.env.PATH].join(delimiter) }
    : { AGENTLOG_TEST_RUNTIME: binary };
  const words = isRecorded ? [] : [packages[name].startsWith('node@') ? 'nodes/old-node' : `nodes/${name}`];
  const { code, output } = await run(node, [join(root, 'scripts/test.js'), ...words], env);
  const log = join(cache, `${name}.log`);
  writeFileSync(log, output);
  console.log(closingLines(output).join('\n'));
  if (code !== 0) console.log(`failed; all that it printed is in ${log}`);
  return code === 0;
}

/** The sums, and what failed; of a run that came to no end, all of it. */
function closingLines(output) {
  const start = output.lastIndexOf('\nℹ tests ');
  if (start < 0) return [output];
  const lines = output.slice(start).split('\n');
  // What is still to be done is listed as failing, too, with the reason behind it.
  return lines.filter((line) => line.startsWith('ℹ ') || /^✖ .*ms\)$/.test(line));
}

function isRecordedNode(spec) {
  const [name, version] = spec.split('@');
  const [major, minor] = version.split('.').map(Number);
  return name === 'node' && (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]));
}

/** Installs a package, if it is not there yet, and gives the path of its runtime. */
function install(spec) {
  const [name] = spec.split('@');
  const folder = join(cache, spec.replace('@', '-'));
  const binary = join(folder, 'node_modules/.bin', name);
  if (existsSync(binary)) return binary;
  mkdirSync(folder, { recursive: true });
  const flags = ['--prefix', folder, '--no-save', '--no-audit', '--no-fund'];
  const { status } = spawnSync('npm', ['install', ...flags, spec], { cwd: folder, stdio: 'inherit' });
  if (status === 0 && existsSync(binary)) return binary;
  console.error(`${spec} could not be installed`);
  process.exit(1);
}

function run(file, args, env) {
  return new Promise((resolve) => {
    const child = spawn(file, args, {
      cwd: root,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        output += text;
      });
    }
    child.on('close', (code) => resolve({ code, output }));
  });
}
