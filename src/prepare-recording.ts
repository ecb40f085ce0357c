import { Module } from 'node:module';
import { join } from 'node:path';
import { holdBuiltIns } from './base/built-ins.ts';
import { files } from './base/files.ts';

// Held, as the program may wrap it to look at every module that is loaded; this one is none of its business.
const compile: unknown = (Module.prototype as unknown as { _compile: unknown })._compile;

/**
 * Reads the larger part of agentlog now, while the file system is what it seems, and gives the function that runs it. Most
 * programs never throw, and the start of each would pay for its compilation and for V8's debugger hashing its text.
 */
export function prepareRecording(): () => typeof import('./recording.ts') {
  const path = join(__dirname, 'recording.cjs');
  let text = files.readFileSync(path, 'utf8');
  const inFirstWorld = holdBuiltIns();
  let exports: typeof import('./recording.ts') | undefined;
  return () => {
    if (exports === undefined) {
      const module = new Module(path);
      module.filename = path;
      // What it holds of the built-ins must not be what the program has put in their place by now.
      inFirstWorld(() =>
        Reflect.apply(compile as (text: string, path: string) => void, module, [text, path]),
      );
      exports = module.exports as typeof import('./recording.ts');
      text = '';
    }
    return exports;
  };
}
