async function download(signal) {
  const received = 512;
  signal.throwIfAborted(); // fails here
  return received;
}

const controller = new AbortController();
controller.abort();
download(controller.signal);
