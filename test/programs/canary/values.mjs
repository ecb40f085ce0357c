// Hands over, for each secret, errors whose throws had it in their variables, in every kind of place.
import { readFileSync } from 'node:fs';
import { logFailure } from 'agentlog';

const { shaped, named } = JSON.parse(readFileSync('secrets.json', 'utf8'));

function note(step) {
  try {
    step();
  } catch (error) {
    logFailure(error);
  }
}

function plain(secret) {
  const text = `before ${secret} after`;
  const atTheCut = `${'x '.repeat(95)}${secret} after`;
  const list = [secret, 1];
  const longList = [1, secret, 2, 3, 4, 5, 6, 7];
  const nested = { one: { two: { three: secret, more: { four: secret } } } };
  const map = new Map([[secret, 1], ['value', secret], ['deep', { a: [secret] }]]);
  const set = new Set([secret]);
  const key = { [secret]: 1 };
  throw new Error('plain');
}

function objects(secret) {
  class Holder {
    field = secret;
    #hidden = secret;
    read = () => this.#hidden;
  }
  const holder = new Holder();
  const error = new Error(`inner ${secret}`, { cause: new Error(secret) });
  const symbol = Symbol(secret);
  const url = new URL(`https://host/path?x=${secret}`);
  const pattern = new RegExp(secret);
  const boxed = Object(secret);
  const bytes = Buffer.from(secret);
  const proxy = new Proxy({ secret: { a: secret } }, {});
  const withGetter = { get value() { return secret; }, other: secret };
  const noPrototype = Object.assign(Object.create(null), { secret });
  const { [secret]: ofThatName } = { [secret]() {} };
  const functions = [ofThatName, class { static field = secret; }];
  throw new Error('objects');
}

function closure(secret) {
  const outer = `kept ${secret}`;
  return () => {
    const inner = outer.length;
    if (outer) throw new Error(`closure of ${inner}`);
  };
}

function blocks(secret) {
  for (const item of [secret]) {
    try {
      throw new Error(item);
    } catch (caught) {
      const again = caught;
      throw new Error('blocks');
    }
  }
}

class Client {
  constructor(secret) {
    this.endpoint = `https://bo:${secret}@host/`;
    this.parts = [secret];
  }
  call() {
    if (this.parts.length > 0) throw new Error('this');
  }
}

function byName(secret) {
  const password = secret;
  const apiKey = secret;
  const DB_TOKEN = [secret];
  const options = { headers: { authorization: secret, Cookie: secret }, auth: { client_secret: { value: secret } } };
  const pairs = [['authorization', secret], ['x-api-key', secret]];
  const rawHeaders = ['Host', 'x', 'Cookie', secret];
  const map = new Map([['accessToken', secret], ['deep', { password: secret }]]);
  const variables = [{ name: 'DB_PASSWORD', value: secret }];
  const args = ['--user', 'bo', '--password', secret];
  const text = `connect with password=${secret}; host=x`;
  const json = JSON.stringify({ password: secret, inner: JSON.stringify({ apiKey: secret }) });
  const env = process.env;
  const headers = new Headers({ authorization: `Bearer ${secret}` });
  const query = new URLSearchParams({ token: secret });
  throw new Error('named');
}

class Account {
  accessToken = named;
  #password = named;
  check() {
    if (this.#password !== '') throw new Error('account');
  }
}

for (const secret of shaped) {
  note(() => plain(secret));
  note(() => objects(secret));
  note(closure(secret));
  note(() => blocks(secret));
  note(() => new Client(secret).call());
}
note(() => byName(named));
note(() => new Account().check());
