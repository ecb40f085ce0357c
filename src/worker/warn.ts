import { redact } from '../redact/redact.ts';

const MAX_TOLD = 100;
const told = new Set<string>();

/** Says one line by `console.warn`, `agentlog: …`, once in the life of this isolate, its secrets hidden. Never throws. */
export function warnOnce(line: string): void {
  const text = redact(line.replace(/\s*\n\s*/g, ' '));
  if (told.has(text) || told.size >= MAX_TOLD) return;
  told.add(text);
  try {
    console.warn(`agentlog: ${text}`);
  } catch {
    // A console that the program replaced by one that throws.
  }
}
