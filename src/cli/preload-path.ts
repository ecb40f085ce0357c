import { fileURLToPath } from 'node:url';

/** The file that Node programs load first when they are to be recorded. It lies beside the bundle of the command line. */
export function preloadPath(): string {
  return fileURLToPath(new URL('preload.cjs', import.meta.url));
}

/** The file that the bin is. It lies beside the bundle of the command line. */
export function cliPath(): string {
  return fileURLToPath(new URL('cli.js', import.meta.url));
}
