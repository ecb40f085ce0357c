function check(level) {
  const highest = 3;
  if (level > highest) throw 'level too high'; // fails here
}

check(4);
