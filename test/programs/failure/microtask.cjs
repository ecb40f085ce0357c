function notify(listeners) {
  queueMicrotask(function run() {
    const first = listeners.pop();
    first.call(null); // fails here
  });
}

notify([]);
