function resolve(value) {
  const id = 1;
  {
    const id = 'inner';
    const list = [id];
    return list[1].length; // fails here
  }
}

resolve({ id: 0 });
