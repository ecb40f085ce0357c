import type { Draw } from './draw.ts';

/** Something that is tried with a million cases. */
export interface Target<T = unknown> {
  readonly name: string;
  /** Makes a case; the same choices make the same case. */
  generate(draw: Draw): T;
  /** Throws where the code is wrong. */
  check(given: T): void | Promise<void>;
  /** The case in a few lines, for a person. */
  show(given: T): string;
}

/** Fails with a message that says what is wrong; `detail` is only asked for then. */
export function ensure(holds: boolean, message: string, detail: () => unknown = () => undefined): void {
  if (holds) return;
  const more = detail();
  throw new Error(more === undefined ? message : `${message}: ${shortened(textOf(more))}`);
}

/** Fails where two plain values are not alike. */
export function ensureSame(given: unknown, expected: unknown, message: string): void {
  if (given === expected) return;
  const [left, right] = [textOf(given), textOf(expected)];
  if (left !== right) throw new Error(`${message}:\n  ${shortened(left)}\n  ${shortened(right)}`);
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : (JSON.stringify(value) ?? String(value));
}

const MAX_SHOWN_CHARS = 2000;

function shortened(text: string): string {
  return text.length > MAX_SHOWN_CHARS ? `${text.slice(0, MAX_SHOWN_CHARS)}…` : text;
}
