import { randomOf } from './generate.ts';

/** Names under which every value is a secret, in the spellings of many languages. */
export const SECRET_NAMES: readonly string[] = [
  ...[
    'password',
    'Password',
    'PASSWORD',
    'passwd',
    'passphrase',
    'pwd',
    'dbPassword',
    'DB_PASSWORD',
    'db-password',
  ],
  ...[
    'userPassword',
    'root_password',
    'PGPASSWORD',
    'MYSQL_ROOT_PASSWORD',
    'spring.datasource.password',
    'password2',
  ],
  ...[
    'secret',
    'SECRET',
    'client_secret',
    'clientSecret',
    'CLIENT_SECRET',
    'app.secret',
    'jwtSecret',
    'JWT_SECRET',
  ],
  ...[
    'SESSION_SECRET',
    'secretKey',
    'SECRET_KEY',
    'secret_access_key',
    'AWS_SECRET_ACCESS_KEY',
    'webhookSecret',
  ],
  ...[
    'api_key',
    'apiKey',
    'API_KEY',
    'api-key',
    'apikey',
    'OPENAI_API_KEY',
    'openai.api.key',
    'anthropicApiKey',
  ],
  ...[
    'token',
    'TOKEN',
    'accessToken',
    'access_token',
    'ACCESS_TOKEN',
    'refreshToken',
    'refresh_token',
    'id_token',
  ],
  ...[
    'authToken',
    'auth-token',
    'GITHUB_TOKEN',
    'NPM_TOKEN',
    'bearerToken',
    'sessionToken',
    'AWS_SESSION_TOKEN',
    '_authToken',
  ],
  ...[
    'privateKey',
    'private_key',
    'PRIVATE_KEY',
    'signingKey',
    'encryption_key',
    'ENCRYPTION_KEY',
    'accountKey',
    'access_key',
  ],
  ...['credentials', 'credential', 'authorization', 'cookie', 'bearer'],
];

/** Names that hold a secret's word and announce none: what follows them stays. */
export const HARMLESS_NAMES: readonly string[] = [
  ...[
    'tokens_in',
    'tokens_out',
    'max_tokens',
    'maxTokens',
    'tokenize',
    'tokenizer',
    'tokenCount',
    'token_type',
  ],
  ...[
    'prompt_tokens',
    'total_tokens',
    'tokens_cached',
    'token_budget',
    'secretary',
    'secretariat',
    'passwordless',
  ],
  ...['keyboard', 'monkey', 'keyframes', 'keyword', 'author', 'authority', 'authored_by', 'csrfTokenName'],
  ...[
    'pinned',
    'spinner',
    'opinion',
    'cookieName',
    'cookie_domain',
    'primaryKey',
    'primary_key',
    'publicKey',
  ],
  ...['public_key', 'foreignKey', 'sort_key', 'cacheKey', 'key', 'compass', 'passed', 'bypass', 'passage'],
];

/** A place where a name and its value stand. */
export interface NamedPlace {
  readonly title: string;
  readonly around: (name: string, value: string) => string;
  /** Whether the name may stand there: a variable has no dash. */
  readonly takes: (name: string) => boolean;
}

const isIdentifier = (name: string): boolean => /^[A-Za-z_$][A-Za-z0-9_$]*$/.test(name);
const isAny = (): boolean => true;
const isHeaderLike = (name: string): boolean => /^[A-Za-z][A-Za-z0-9-]*$/.test(name);

export const NAMED_PLACES: readonly NamedPlace[] = [
  {
    title: 'an assignment in code',
    around: (name, value) => `const ${name} = '${value}';`,
    takes: isIdentifier,
  },
  {
    title: 'a connection text in code',
    around: (name, value) => `  const dsn = 'host=db;${name}=${value}';`,
    takes: isAny,
  },
  {
    title: 'an address in code',
    around: (name, value) => `return fetch("https://api.example.org/?${name}=${value}&a=1")`,
    takes: isAny,
  },
  { title: 'a property in code', around: (name, value) => `  ${name}: "${value}",`, takes: isIdentifier },
  {
    title: 'a quoted property in code',
    around: (name, value) => `{ '${name}': '${value}', n: 1 }`,
    takes: isAny,
  },
  { title: 'a member in code', around: (name, value) => `this.${name} = \`${value}\`;`, takes: isIdentifier },
  {
    title: 'an argument in Python',
    around: (name, value) => `connect(host, ${name}="${value}")`,
    takes: isIdentifier,
  },
  { title: 'a hash in Ruby', around: (name, value) => `{ "${name}" => "${value}" }`, takes: isAny },
  {
    title: 'JSON',
    around: (name, value) => JSON.stringify({ id: 1, [name]: value, ok: true }),
    takes: isAny,
  },
  { title: 'spread JSON', around: (name, value) => JSON.stringify({ [name]: value }, null, 2), takes: isAny },
  {
    title: 'JSON within JSON',
    around: (name, value) => JSON.stringify({ body: JSON.stringify({ [name]: value }) }),
    takes: isAny,
  },
  { title: 'an environment file', around: (name, value) => `${name}=${value}\nPORT=3000`, takes: isAny },
  {
    title: 'a quoted environment line',
    around: (name, value) => `export ${name}="${value}"`,
    takes: isIdentifier,
  },
  { title: 'YAML', around: (name, value) => `auth:\n  ${name}: ${value}\n  port: 1`, takes: isAny },
  { title: 'quoted YAML', around: (name, value) => `- ${name}: '${value}'`, takes: isAny },
  { title: 'TOML', around: (name, value) => `[auth]\n${name} = "${value}"`, takes: isAny },
  { title: 'a properties file', around: (name, value) => `${name} = ${value}`, takes: isAny },
  {
    title: 'a header',
    around: (name, value) => `GET / HTTP/1.1\r\nX-${name}: ${value}\r\n\r\n`,
    takes: isHeaderLike,
  },
  {
    title: 'a query',
    around: (name, value) => `https://api.example.org/?a=1&${name}=${value}&b=2`,
    takes: isAny,
  },
  { title: 'a form body', around: (name, value) => `user=ada&${name}=${value}`, takes: isAny },
  {
    title: 'an option and its value',
    around: (name, value) => `run --${name} ${value} --port 80`,
    takes: isHeaderLike,
  },
  {
    title: 'an option with a sign',
    around: (name, value) => `run --${name}=${value} --port 80`,
    takes: isAny,
  },
  { title: 'a quoted option', around: (name, value) => `run --${name} "${value}"`, takes: isHeaderLike },
  {
    title: 'an object as Node prints it',
    around: (name, value) => `{ id: 7, ${name}: '${value}' }`,
    takes: isIdentifier,
  },
  { title: 'a log line', around: (name, value) => `level=info ${name}=${value} status=200`, takes: isAny },
  { title: 'a diff', around: (name, value) => `-PORT=1\n+${name}=${value}\n`, takes: isAny },
  { title: 'XML', around: (name, value) => `<add key="${name}" value="${value}" />`, takes: isAny },
  { title: 'an XML element', around: (name, value) => `<${name}>${value}</${name}>`, takes: isIdentifier },
];

/** A value without any shape of its own: long enough to be told from the text around it. */
export function namedSecret(random: () => number): string {
  return `q${randomOf('lowernum', 13, random)}Z`;
}

/** Values that are secrets under such a name although they look harmless, and what is none: spec, section 5. */
export const WEAK_SECRETS: readonly string[] = ['changeme', 'hunter2', 'letmein', 'postgres', 'Winter2026!'];

/** Names under which a number is a secret, and names under which it is none. */
export const NUMBER_NAMES: readonly (readonly [name: string, hides: boolean])[] = [
  ['password', true],
  ['pin', true],
  ['otp', true],
  ['cvv', true],
  ['userPin', true],
  ['token', false],
  ['apiKey', false],
  ['tokens_in', false],
];
