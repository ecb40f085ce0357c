// Preloaded: writes the most memory that the process had, in KB, to the file named by PEAK_MEMORY.
const { writeFileSync } = require('node:fs');

process.on('exit', () => writeFileSync(process.env.PEAK_MEMORY, String(process.resourceUsage().maxRSS)));
