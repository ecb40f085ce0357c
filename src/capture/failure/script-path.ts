import { fileURLToPath } from 'node:url';

/** The path of a script's URL; a name that is no file URL comes back without its query. */
export function toPath(url: string): string {
  if (url.startsWith('file://')) return fileURLToPath(url.replace(/[?#].*$/, ''));
  return url.replace(/\?[^/\\]*$/, '');
}
