import { JobQueue } from './job-queue.js';
import { runDueJobs } from './scheduler.js';

const start = Date.UTC(2024, 10, 5, 7, 0);
const queue = new JobQueue();
queue.push({ kind: 'backup', dueAt: new Date(start + 30 * 60_000) });
queue.push({ kind: 'report', dueAt: new Date(start + 90 * 60_000) });

const waiting = runDueJobs(queue, new Date(start + 60 * 60_000), (job) => console.log('run', job.kind));
console.log(`${waiting.length} jobs wait`);
