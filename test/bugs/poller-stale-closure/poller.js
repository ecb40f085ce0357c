const MAX_POLLS = 6;

/** Asks for the job's status until it is done, each time waiting longer. */
export function pollUntilDone(job, state, fetchStatus) {
  const { attempts } = state.read();
  let polls = 0;
  let waitedMs = 0;

  return new Promise((resolve) => {
    const timer = setInterval(() => {
      polls += 1;
      state.update({ attempts: attempts + 1 });
      waitedMs += 2 ** attempts;
      if (fetchStatus(job) === 'done') {
        clearInterval(timer);
        resolve({ job, polls });
      }
      if (polls === MAX_POLLS && waitedMs < 2 ** MAX_POLLS - 1) {
        clearInterval(timer);
        throw new Error(`export ${job}: polling does not back off`);
      }
    }, 2);
  });
}
