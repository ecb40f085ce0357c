function open(file) {
  return new Promise((resolve) => {
    const name = file.path.trim(); // fails here
    resolve(name);
  });
}

open({});
