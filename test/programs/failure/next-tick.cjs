function finish(result) {
  process.nextTick((status) => {
    const { code } = result.exit; // fails here
    console.log(status, code);
  }, 'done');
}

finish({});
