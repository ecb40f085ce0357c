/** Runs what is due; gives what has to wait. */
export function runDueJobs(queue, now, run) {
  const waiting = [];
  for (let job = queue.take(); job !== undefined; job = queue.take()) {
    const lateMs = now.getTime() - job.dueAt.getTime();
    if (lateMs >= 0) run(job);
    else waiting.push(job);
  }
  return waiting;
}
