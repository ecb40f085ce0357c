import { readFileSync } from 'node:fs';

/** The version of the installed package. Reads `package.json`, which lies above the folder of the bundle. */
export function readVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8'));
  return (manifest as { version: string }).version;
}
