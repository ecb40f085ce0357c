import { join } from 'node:path';

const settings = { port: 8080 };
const names = ['host', 'port'];
const load = (name) => settings[name];
const host = load(names[0]).trim(); // fails here
let started = true;
console.log(join(host, String(started)));
