function run(command) {
  const status = command.length * -0.5;
  throw status; // fails here
}

run('abc');
