import { testOtherRuntime } from './other-runtime.ts';

testOtherRuntime({
  name: 'Bun',
  flags: [],
  isDeafToRejections: true,
  // Bun leaves out what has no name of its own once anybody has asked the error for its stack.
  withoutFrames: (stderr) => stderr.replace(/^ +at (?:<anonymous> \()?\/.*\n/gm, ''),
});
