const { versions } = process;

/** What runs this program. Bun and Deno say that they are Node, too. */
export const runtime: 'Node' | 'Bun' | 'Deno' =
  versions.bun !== undefined ? 'Bun' : versions.deno !== undefined ? 'Deno' : 'Node';

const MIN_MAJOR = 20;
const MIN_MINOR = 19;

/** Why this Node cannot record, in words; `undefined` for the first Nodes of which every version has what capture needs, and all later ones. */
export function tooOld(): string | undefined {
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  if (major > MIN_MAJOR || (major === MIN_MAJOR && minor >= MIN_MINOR)) return undefined;
  return `Node ${versions.node} is too old: agentlog needs ${MIN_MAJOR}.${MIN_MINOR} or later`;
}
