import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const child = fileURLToPath(new URL('function.cjs', import.meta.url));
const { status } = spawnSync(process.execPath, [child], { stdio: 'inherit' });
process.exitCode = status === 1 ? 3 : 0;
