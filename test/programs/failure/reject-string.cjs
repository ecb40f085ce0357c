function login(user) {
  return Promise.reject('wrong password for ' + user); // fails here
}

login('ada');
