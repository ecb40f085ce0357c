import { readFileSync } from 'node:fs';

const settings = JSON.parse(readFileSync(new URL('settings.json', import.meta.url), 'utf8'));
function apply({ size }) {
  if (size > 1) throw new Error(`size ${size} is too large`);
  return size;
}
console.log('applied', apply(settings));
