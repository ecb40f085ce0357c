// Loaded before agentlog: the system's clock as a program sees it that is set while it runs. JUMPS are seconds; each call of
// globalThis.jump takes the next.
const { now } = Date;
const jumps = (process.env.JUMPS ?? '').split(',').map(Number);
let offsetMs = 0;
Date.now = () => now() + offsetMs;
globalThis.jump = () => {
  offsetMs = 1000 * (jumps.shift() ?? 0);
};
