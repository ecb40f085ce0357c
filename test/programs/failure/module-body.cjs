const path = require('node:path');
const { readFileSync } = require('node:fs');

const settings = { port: 8080 };
const names = ['host', 'port'];
function load(name) {
  return settings[name];
}
const host = load(names[0]).trim(); // fails here
let started = true;
console.log(path.join(host, String(started)), readFileSync);
