import { createArgumentsTarget } from './arguments.ts';
import { createDescribeTarget } from './describe.ts';
import { createProcessesTarget } from './processes.ts';
import { createReaderTarget } from './reader.ts';
import { createSseTarget } from './sse.ts';
import type { Target } from './target.ts';

const CREATE: Readonly<Record<string, () => Target>> = {
  reader: createReaderTarget,
  arguments: createArgumentsTarget,
  describe: createDescribeTarget,
  sse: createSseTarget,
  processes: createProcessesTarget,
};

/** What can be tried. */
export const TARGETS: readonly string[] = Object.keys(CREATE);

/** The target of this name. */
export function createTarget(name: string): Target {
  const create = CREATE[name];
  if (create === undefined) throw new Error(`no target ${name}`);
  return create();
}
