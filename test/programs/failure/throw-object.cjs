function request(path) {
  const response = { status: 503, path };
  throw response; // fails here
}

request('/health');
