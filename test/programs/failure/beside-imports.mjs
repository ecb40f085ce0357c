// The module loader of Node 20 throws and catches errors of its own over each of these names.
import { strictEqual } from 'assert';
import { basename } from 'path';

async function load(name) {
  const found = await import(name);
  const kinds = 'EOL' in found ? 1 : 0;
  if (kinds > 0) throw new RangeError(`${basename(name)}: ${kinds === 1}`); // fails here
  return kinds;
}

const [missing, failed] = await Promise.allSettled([import('no-such-package'), load('os')]);
strictEqual(missing.reason.code, 'ERR_MODULE_NOT_FOUND');
throw failed.reason;
