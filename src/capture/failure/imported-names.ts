/**
 * The names that a module's source binds to imports: `import a, { b as c } from`, `import * as d from`,
 * `const e = require(…)`, and what compilers make of them and of its own exports. Found in the text, so now and then one too many or too few;
 * it decides only which module variables are left out of a failure.
 */
export function importedNames(source: string): Set<string> {
  const names = new Set<string>();
  for (const [, clause] of source.matchAll(IMPORT)) addClause(names, clause ?? '');
  for (const [, target] of source.matchAll(REQUIRE)) addTarget(names, target ?? '');
  for (const [, name] of source.matchAll(EXPORTS)) names.add(name ?? '');
  return names;
}

const IMPORT = /(?:^|;)[ \t]*import\s+(?!type\s)([\w$*\s{},]{1,2000}?)\s*from\s*['"]/gm;
/** What esbuild gathers a module's exports in: `var a_exports = {};`. */
const EXPORTS = /(?:^|;)[ \t]*var\s+([\w$]{1,200}_exports)\s*=\s*\{\}/gm;
const REQUIRE =
  /(?:^|;)[ \t]*(?:const|let|var)\s+([\w$]{1,200}|\{[\w$\s,:]{1,2000}\})\s*=\s*(?:await\s+)?(?:__\w+\(\s*)?(?:require|import)\s*\(/gm;

function addClause(names: Set<string>, clause: string): void {
  for (const part of clause.replace(/[{}]/g, ',').split(',')) {
    const name = part
      .trim()
      .split(/\s+as\s+/)
      .at(-1)
      ?.trim();
    if (name !== undefined && /^[\w$]+$/.test(name)) names.add(name);
  }
}

function addTarget(names: Set<string>, target: string): void {
  for (const part of target.replace(/[{}]/g, '').split(',')) {
    const name = part.split(':').at(-1)?.trim();
    if (name !== undefined && name !== '') names.add(name);
  }
}
