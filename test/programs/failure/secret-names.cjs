function login(user, password) {
  const config = { apiKey: password, region: 'eu' };
  const retries = 2;
  return config.session.start(user, retries); // fails here
}

login('ada', process.env.TEST_SECRET);
