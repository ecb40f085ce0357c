/** A queue that outlives the process: its jobs are kept as lines of JSON. */
export class JobQueue {
  #lines = [];

  push(job) {
    this.#lines.push(JSON.stringify(job));
  }

  take() {
    const line = this.#lines.shift();
    return line === undefined ? undefined : JSON.parse(line);
  }
}
