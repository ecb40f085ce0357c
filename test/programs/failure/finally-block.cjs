function close(handle) {
  try {
    handle.write('bye');
  } finally {
    const leftOver = handle.open - 1;
    handle.release(leftOver); // fails here
  }
}

close({ open: 2, write() {} });
