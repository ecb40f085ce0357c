// The main job in one go: a program crashes, and its variables are there to read.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const cli = fileURLToPath(new URL('../dist/cli.js', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'agentlog-demo-'));
cpSync(new URL('checkout', import.meta.url), folder, { recursive: true });
cpSync(new URL('package.json', import.meta.url), join(folder, 'package.json'));

function agentlog(...args) {
  console.log(`$ agentlog ${args.join(' ')}`);
  const env = { ...process.env, AGENTLOG_DIR: join(folder, '.agentlog') };
  const { status } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, env, stdio: 'inherit' });
  console.log();
  return status;
}

const code = agentlog('run', '--', 'node', 'checkout.js');
agentlog('show', 'failure', '--json');
rmSync(folder, { recursive: true });
process.exit(code === 1 ? 0 : 1);
