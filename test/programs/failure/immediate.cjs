function flush(queue) {
  setImmediate(() => {
    const head = queue[0];
    head.send(); // fails here
  });
}

flush([]);
