import { findUninitialized, MAX_BLOCK_CHARS } from './uninitialized.ts';

/** Where a compiled text begins to be about its source map: what stands behind it can weigh more than the code. */
const MAP_COMMENT = '\n//# sourceMappingURL=';

/**
 * Of these names those that a module declares by `let` or `const` at its top, not in a loop or block there: found in its text, whose
 * wrapper's last brace stands right before the offset `from`. All of them, where there is no text or it is too long to be searched.
 */
export function findModuleNames(source: string, from: number, names: readonly string[]): readonly string[] {
  const mapAt = source.lastIndexOf(MAP_COMMENT);
  const text = mapAt === -1 ? source : source.slice(0, mapAt);
  if (text === '' || text.length > MAX_BLOCK_CHARS) return names;
  const start = { lineNumber: 0, columnNumber: from - 1 };
  const end = { lineNumber: Number.MAX_SAFE_INTEGER };
  // At the module's start none of its variables is initialized.
  return findUninitialized(text, { start, end }, start, names);
}
