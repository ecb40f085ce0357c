import { readFileSync } from 'node:fs';

/** Reads `name = value` lines. */
export function readSettings(file) {
  const settings = {};
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line.startsWith(';') || !line.includes('=')) continue;
    const [name, value] = line.split('=').map((part) => part.trim());
    settings[name] = /^\d+$/.test(value) ? Number(value) : value;
  }
  return settings;
}
