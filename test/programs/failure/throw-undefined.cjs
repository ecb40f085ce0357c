function stop(reasons) {
  const reason = reasons[3];
  throw reason; // fails here
}

stop(['a', 'b']);
