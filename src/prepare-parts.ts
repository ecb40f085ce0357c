import { join } from 'node:path';
import vm from 'node:vm';
import { holdBuiltIns } from './base/built-ins.ts';
import { files } from './base/files.ts';

/** The parts of agentlog that few programs need, each loaded at its first call. */
export interface Parts {
  /** What looks at a throw. */
  failures(): typeof import('./failures.ts');
  /** What records the rest, and writes. */
  recording(): typeof import('./recording.ts');
}

/** What the parts have in common, as they ask for it (`scripts/build.js`). */
const SHARED = './shared.cjs';
/** What a CommonJS module finds around it, as far as the parts use it. */
const PARAMETERS = ['require', 'module', '__filename', '__dirname'];

// Held, as the program may replace it.
const { compileFunction } = vm;

/**
 * Reads the larger part of agentlog now, while the file system is what it seems, and gives the functions that run it. Most
 * programs fail at nothing, and the start of each would pay for its compilation and for V8's debugger hashing its text. No module system
 * loads it: that is the program's, with all that it has hooked into it.
 */
export function prepareParts(): Parts {
  const inFirstWorld = holdBuiltIns();
  const shared = prepare('shared', require);
  const requireShared = (id: string): unknown => (id === SHARED ? shared() : require(id));
  return {
    failures: prepare('failures', requireShared) as Parts['failures'],
    recording: prepare('recording', requireShared) as Parts['recording'],
  };

  function prepare(name: string, requireOfPart: (id: string) => unknown): () => object {
    const path = join(__dirname, `${name}.cjs`);
    let text = files.readFileSync(path, 'utf8');
    let exports: object | undefined;
    return () => {
      if (exports !== undefined) return exports;
      const part = { exports: {} };
      // What it holds of the built-ins must not be what the program has put in their place by now.
      inFirstWorld(() =>
        compileFunction(text, PARAMETERS, { filename: path })(requireOfPart, part, path, __dirname),
      );
      text = '';
      exports = part.exports;
      return exports;
    };
  }
}
