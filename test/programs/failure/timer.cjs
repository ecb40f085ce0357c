function retryLater(job) {
  const delay = 5;
  setTimeout(() => {
    const attempt = job.attempt + 1;
    job.run(attempt); // fails here
  }, delay);
}

retryLater({ attempt: 1 });
