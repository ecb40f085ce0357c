import { redact } from '../../redact/redact.ts';
import { countTokensAtMost } from '../token-estimate.ts';

/** Lines under a budget. What matters most is added first, wherever it is to stand. */
export interface Paper {
  /**
   * Adds lines that stand or fall together; gives whether there was room. Lines of a lower order stand above, those of the
   * same order as they were added.
   */
  add(order: number, ...lines: readonly string[]): boolean;
  /** The tokens that are left, at least. */
  room(): number;
  lines(): string[];
  /** What the lines take, at most. */
  tokens(): number;
}

/** Nothing is on it yet. Every line is redacted before it is counted: a log may come from a version that knew fewer shapes. */
export function createPaper(maxTokens: number): Paper {
  const added: { readonly order: number; readonly line: string }[] = [];
  let used = 0;

  return {
    add(order, ...lines) {
      const safe = lines.map((line) => redact(line) as string);
      const tokens = countLines(safe);
      if (used + tokens > maxTokens) return false;
      used += tokens;
      for (const line of safe) added.push({ order, line });
      return true;
    },
    room: () => maxTokens - used,
    lines: () => added.toSorted((a, b) => a.order - b.order).map(({ line }) => line),
    tokens: () => used,
  };
}

/** What lines take at most, each with its newline. */
export function countLines(lines: readonly string[]): number {
  return lines.reduce((sum, line) => sum + countTokensAtMost(`${line}\n`), 0);
}
