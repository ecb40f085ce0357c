function send({ to, body: { text, ...rest }, retries = 3 }, [first, ...others]) {
  const header = `${to}: ${first}`;
  return header.parts.length + others.length; // fails here
}

send({ to: 'ada', body: { text: 'hi', urgent: true } }, ['x', 'y']);
