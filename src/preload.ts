// What `agentlog run` and `agentlog env` put into NODE_OPTIONS. Every Node that a program starts reads this file, however old,
// and other runtimes may: it looks before it leaps, and leaves no trace where capture cannot work.
declare const require: NodeJS.Require;
declare const module: NodeJS.Module;
declare const __dirname: string;

function isCapable(): boolean {
  const { versions } = process;
  if (versions.bun !== undefined || versions.deno !== undefined) return false;
  const [major = 0, minor = 0] = versions.node.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

if (isCapable() && /^\s*(?:true|1|yes|on)\s*$/i.test(process.env.AGENTLOG || '')) {
  try {
    const path = `${__dirname}/recorder.cjs`;
    (require(path) as typeof import('./recorder.ts')).openRecorder().enable();
    // The program's view of its modules stays its own.
    delete require.cache[require.resolve(path)];
    delete require.cache[module.filename];
  } catch (fault) {
    if (process.env.AGENTLOG_DEBUG === '1') console.error('agentlog: fault:', fault);
  }
}
