import type { Draw, KeptKind } from '../must-keep.ts';

const WORDS = [
  'user',
  'page',
  'order',
  'item',
  'frame',
  'cell',
  'route',
  'event',
  'price',
  'label',
  'shape',
  'field',
];
const TYPES = ['string', 'string | undefined', 'Promise<string>', 'SecretString', 'Token', 'Buffer'];
const NAMES = [
  'password',
  'apiKey',
  'token',
  'secret',
  'accessToken',
  'clientSecret',
  'authToken',
  'privateKey',
];
const ENV = [
  'API_KEY',
  'DB_PASSWORD',
  'JWT_SECRET',
  'GITHUB_TOKEN',
  'OPENAI_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
];

const word = (draw: Draw): string => draw.pick(WORDS);
const Word = (draw: Draw): string => word(draw).replace(/^./, (first) => first.toUpperCase());
const name = (draw: Draw): string => draw.pick(NAMES);
const point = (draw: Draw): string => `${draw.number(90)}.${draw.number(99)}`;

/** Source code, configuration and pages; where a secret's name stands, no secret follows. */
export const PROGRAM_TEXT: readonly KeptKind[] = [
  ['TypeScript, type', (d) => `  readonly ${name(d)}${d.pick(['', '?'])}: ${d.pick(TYPES)};`],
  [
    'TypeScript, parameter',
    (d) => `function set${Word(d)}(${name(d)}: ${d.pick(TYPES)}, ${word(d)}: number): void {`,
  ],
  ['TypeScript, environment', (d) => `const ${name(d)} = process.env.${d.pick(ENV)};`],
  ['TypeScript, environment with a fallback', (d) => `const ${name(d)} = process.env.${d.pick(ENV)} ?? '';`],
  ['TypeScript, environment in an object', (d) => `  ${name(d)}: process.env.${d.pick(ENV)},`],
  ['TypeScript, call', (d) => `const ${name(d)} = await get${Word(d)}Secret(${word(d)}.id);`],
  ['TypeScript, member', (d) => `  this.${name(d)} = options.${name(d)};`],
  ['TypeScript, shorthand', (d) => `return { ${word(d)}, ${name(d)}, ${word(d)}: ${d.number(90)} };`],
  [
    'TypeScript, comparison',
    (d) => `if (${name(d)} === undefined || ${name(d)}.length < ${d.number(20)}) return null;`,
  ],
  ['TypeScript, template', (d) => `headers.set('Authorization', \`Bearer \${${name(d)}}\`);`],
  ['TypeScript, header', (d) => `  headers: { 'X-Api-Key': ${name(d)}, accept: 'application/json' },`],
  [
    'TypeScript, URL',
    (d) => `const url = \`postgres://\${user}:\${password}@\${host}:${5000 + d.number(900)}/${word(d)}\`;`,
  ],
  [
    'TypeScript, long names',
    (d) =>
      `import { ${word(d)}${Word(d)}${Word(d)}PasswordResetTokenRepositoryFactory } from './${word(d)}.ts';`,
  ],
  [
    'TypeScript, counts',
    (d) => `const max_tokens = ${d.number(9000)}; const tokens_in = usage.prompt_tokens;`,
  ],
  [
    'JavaScript, minified',
    (d) =>
      `!function(e,t){var n=t(${d.number(999)}),r=e.token,o=n.${d.of('lower', 2)};return r?o(r,{key:${d.number(99)}}):null}(this,s.${word(d)}),i.default=a;`,
  ],
  [
    'JavaScript, minified chunk',
    (d) =>
      `(self.webpackChunk=self.webpackChunk||[]).push([[${d.number(999)}],{${d.number(9999)}:(e,t,r)=>{"use strict";r.d(t,{Z:()=>${d.of('lower', 1)}})}}]);`,
  ],
  ['Python', (d) => `    ${d.pick(['api_key', 'password', 'token'])} = os.environ["${d.pick(ENV)}"]`],
  [
    'Python, call',
    (d) => `    client = Client(api_key=os.getenv("${d.pick(ENV)}"), timeout=${d.number(90)})`,
  ],
  [
    'Python, argument',
    (d) => `def login(username: str, password: str, ${word(d)}: int = ${d.number(9)}) -> Token:`,
  ],
  [
    'Python, tokens',
    (d) => `tokens = tokenizer.encode("${word(d)} ${word(d)}", max_length=${d.number(512)})`,
  ],
  ['Go', (d) => `\t${Word(d)}Token string \`json:"${word(d)}_token,omitempty"\``],
  ['Go, environment', (d) => `\tsecret := os.Getenv("${d.pick(ENV)}") // ${word(d)}`],
  ['Rust', (d) => `    pub ${d.pick(['api_key', 'token', 'password'])}: Option<String>, // ${word(d)}`],
  ['Java', (d) => `    private final String ${name(d)}; // ${word(d)} ${d.number(99)}`],
  ['C#', (d) => `    public string ${Word(d)}Password { get; set; } = string.Empty;`],
  ['Ruby', (d) => `  ${d.pick(['api_key', 'token', 'secret'])} = ENV.fetch("${d.pick(ENV)}") # ${word(d)}`],
  ['PHP', (d) => `$password = getenv('${d.pick(ENV)}'); // ${word(d)}`],
  [
    'C',
    (d) =>
      `static const uint32_t K_${d.number(64)} = 0x${d.of('hex', 8)}, key_${word(d)} = 0x${d.of('hex', 8)};`,
  ],
  [
    'SQL',
    (d) => `  ${word(d)}_id uuid NOT NULL, password_hash text NOT NULL, token varchar(${d.number(255)}),`,
  ],
  [
    'SQL, query',
    (d) => `SELECT id, email, password_reset_token FROM ${word(d)}s WHERE token = $1 LIMIT ${d.number(90)};`,
  ],
  [
    'CSS',
    (d) =>
      `.sk-${word(d)}-fading-circle-${d.number(12)} { transform: rotate(${d.number(360)}deg); color: #${d.of('hex', 6)} }`,
  ],
  ['CSS, module', (d) => `.Button_primary__${d.of('alnum', 5)} { --token-${word(d)}: ${d.number(40)}px; }`],
  [
    'SVG',
    (d) =>
      `<path d="M${point(d)} ${point(d)}c${point(d)}-${point(d)} ${point(d)}-${point(d)} ${point(d)} ${point(d)}zM${point(d)} ${point(d)}h-${point(d)}"/>`,
  ],
  [
    'HTML',
    (d) =>
      `<label for="${word(d)}-password">Password</label><input id="${word(d)}-password" type="password" autocomplete="current-password">`,
  ],
  [
    'i18n',
    (d) =>
      `  "${word(d)}.password.${d.pick(['label', 'hint', 'forgot'])}": "${d.pick(['Forgot your password?', 'Password', 'Enter the token that we sent you', 'Keep your secret phrase safe'])}",`,
  ],
  [
    'i18n, by name',
    (d) =>
      `  "${d.pick(['passwordLabel', 'tokenTitle', 'secretHint'])}": "${d.pick(['Repeat the password', 'Token', 'Your secret question'])} ${d.number(9)}",`,
  ],
  [
    'env, placeholders',
    (d) =>
      `${d.pick(ENV)}=${d.pick(['', '<your-key>', 'your-api-key', 'sk-ant-...', 'ghp_xxxx', '********', 'xxxxxxxx', `\${${d.pick(ENV)}}`])}`,
  ],
  ['shell', (d) => `export ${d.pick(ENV)}="$${d.pick(ENV)}" # ${word(d)}`],
  [
    'shell, call',
    (d) =>
      `curl -H "Authorization: Bearer $${d.pick(ENV)}" https://api.example.org/v${d.number(9)}/${word(d)}s`,
  ],
  ['CI', (d) => `          ${d.pick(ENV)}: \${{ secrets.${d.pick(ENV)} }}`],
  ['CI, action', (d) => `      - uses: actions/checkout@${d.of('hex', 40)} # v${d.number(6)}`],
  ['Terraform', (d) => `  password = var.${word(d)}_password`],
  ['Terraform, secret', (d) => `  secret_id = aws_secretsmanager_secret.${word(d)}_${d.number(9)}.id`],
  ['compose', (d) => `      POSTGRES_PASSWORD_FILE: /run/secrets/${word(d)}_password`],
  [
    'kubernetes',
    (d) => `            secretKeyRef: { name: ${word(d)}-secrets, key: ${d.pick(['password', 'token'])} }`,
  ],
  [
    'markdown',
    (d) =>
      `${d.number(9)}. Create a token and set \`${d.pick(ENV)}=<your-key>\` before you open the ${word(d)} page.`,
  ],
  [
    'markdown, prose',
    (d) =>
      `The ${word(d)} uses Bearer authentication; basic authentication and a token per ${word(d)} are optional.`,
  ],
  [
    'markdown, table',
    (d) => `| \`${name(d)}\` | string | required | The ${word(d)}'s token, for example \`sk-...\` |`,
  ],
  [
    'path',
    (d) =>
      `/srv/app/releases/2026${d.of('digits', 10)}/node_modules/.pnpm/@acme+${word(d)}-secrets@1.${d.number(9)}.0_react@18.3.1/node_modules`,
  ],
  [
    'no secret names',
    (d) =>
      `{"tokens_in":${d.number(999)},"author":"Ada King","keyboard":"qwerty","secretary":"Bo","csrfTokenName":"${word(d)}","passwordless":true}`,
  ],
  [
    'query',
    (d) =>
      `https://app.example.org/reset?step=${d.number(9)}&tokenize=1&author=ada&page_token_count=${d.number(99)}`,
  ],
  [
    'API spec',
    (d) => `      ${name(d)}: { type: string, format: password, description: "The ${word(d)}'s own" }`,
  ],
  ['GraphQL', (d) => `  login(email: String!, password: String!): ${Word(d)}Token!`],
  ['protobuf', (d) => `  string access_token = ${d.number(90)}; // of the ${word(d)}`],
];
