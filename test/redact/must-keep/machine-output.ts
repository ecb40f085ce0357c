import type { Draw, KeptKind } from '../must-keep.ts';

const FILES = [
  '/home/ada/app/src/token-bucket.ts',
  '/usr/lib/node_modules/npm/lib/cli.js',
  'C:\\work\\app\\key.cs',
];
const FUNCTIONS = [
  'readToken',
  'Object.<anonymous>',
  'async PasswordForm.submit',
  'Keyboard.press',
  'new Secretary',
];

const time = (draw: Draw): string =>
  `2026-0${1 + draw.number(9)}-${10 + draw.number(18)}T${10 + draw.number(13)}:${10 + draw.number(49)}:03.${draw.of('digits', 3)}Z`;
const place = (draw: Draw): string => `${draw.pick(FILES)}:${draw.number(900)}:${draw.number(80)}`;
const crockford = (draw: Draw, length: number): string =>
  [...draw.of('base32', length)].map((c) => (/[ILOU]/.test(c) ? '7' : c)).join('');
const ULID = (draw: Draw): string => `01${crockford(draw, 24)}`;
/** Signed numbers in base 64, as source maps have them: most segments are short. */
const vlq = (draw: Draw): string =>
  Array.from({ length: 30 }, () =>
    draw.pick([
      'AAAA',
      'CACA',
      'IAAI',
      'EAAE',
      'GAAG,OAAO',
      'SAASA',
      'YAC',
      ';',
      'UAAM',
      'cAAc',
      'gBAAgB',
      'wBAAwB',
    ]),
  ).join(',');

/** What programs, tests, servers and builders print. */
export const MACHINE_OUTPUT: readonly KeptKind[] = [
  ['stack, node', (d) => `    at ${d.pick(FUNCTIONS)} (${place(d)})`],
  ['stack, module', (d) => `    at ${d.pick(FUNCTIONS)} (file://${place(d)})`],
  ['stack, python', (d) => `  File "${d.pick(FILES)}", line ${d.number(900)}, in get_token`],
  [
    'stack, java',
    (d) =>
      `\tat com.acme.auth.TokenFilter.doFilter(TokenFilter.java:${d.number(400)}) ~[app-${d.number(9)}.jar!/:?]`,
  ],
  [
    'stack, go',
    (d) => `main.(*Keyring).Open(0xc000${d.of('hex', 6)}, {0x${d.of('hex', 6)}, 0x${d.of('hex', 2)}})`,
  ],
  ['stack, rust', (d) => `  ${d.number(40)}: 0x${d.of('hex', 12)} - app::token::parse::h${d.of('hex', 16)}`],
  [
    'error',
    (d) =>
      `TypeError: Cannot read properties of undefined (reading '${d.pick(['token', 'password', 'secret'])}')`,
  ],
  ['test, TAP', (d) => `ok ${d.number(900)} - the password form asks for a token # time=${d.number(90)}ms`],
  [
    'test, jest',
    (d) => `  ✓ returns ${d.number(50)} tokens for "Bearer authentication" (${d.number(90)} ms)`,
  ],
  [
    'test, junit',
    (d) => `<testcase name="resets the password" classname="auth.PasswordTest" time="0.${d.number(999)}"/>`,
  ],
  [
    'test, pytest',
    (d) => `tests/test_token.py::test_secret_name[${d.number(20)}] PASSED [ ${d.number(99)}%]`,
  ],
  ['test, go', (d) => `--- PASS: TestTokenBucket/refill_${d.number(20)} (0.${d.number(99)}s)`],
  [
    'test, snapshot',
    (d) =>
      `exports[\`renders the sign-in form ${d.number(9)}\`] = \`<input type="password" name="password">\`;`,
  ],
  ['uuid', (d) => `request ${d.uuid()} took ${d.number(900)} ms`],
  ['uuid, JSON', (d) => `{"id":"${d.uuid()}","parentId":"${d.uuid()}","n":${d.number(99)}}`],
  ['ulid', (d) => `job ${ULID(d)} done`],
  ['nanoid in a URL', (d) => `https://app.example.org/d/${d.of('b64url', 21)}?tab=2`],
  ['object id', (d) => `{ _id: ObjectId('${d.of('hex', 24)}'), n: ${d.number(9)} }`],
  ['traceparent', (d) => `traceparent: 00-${d.of('hex', 32)}-${d.of('hex', 16)}-01`],
  [
    'trace, log',
    (d) => `${time(d)} INFO trace_id=${d.of('hex', 32)} span_id=${d.of('hex', 16)} GET /login 200`,
  ],
  ['trace, AWS', (d) => `X-Amzn-Trace-Id: Root=1-${d.of('hex', 8)}-${d.of('hex', 24)};Sampled=1`],
  ['request id', (d) => `x-amz-request-id: ${d.of('base32', 16)}`],
  ['md5sum', (d) => `${d.of('hex', 32)}  dist/app.tar.gz`],
  ['sha256sum', (d) => `${d.of('hex', 64)} *release/app-linux-x64`],
  ['sha1', (d) => `SHA1 (app.zip) = ${d.of('hex', 40)}`],
  ['docker digest', (d) => `node:22-slim@sha256:${d.of('hex', 64)}`],
  ['docker layer', (d) => `${d.of('hex', 12)}: Pull complete`],
  ['docker build', (d) => `#${d.number(20)} writing image sha256:${d.of('hex', 64)} done`],
  [
    'docker ps',
    (d) =>
      `${d.of('hex', 12)}   redis:7   "docker-entrypoint.s…"   ${d.number(9)} minutes ago   Up   6379/tcp   cache`,
  ],
  [
    'kubectl',
    (d) => `token-service-${d.of('hex', 9)}-${d.of('lowernum', 5)}   1/1   Running   0   ${d.number(99)}m`,
  ],
  ['etag', (d) => `ETag: W/"${d.of('hex', 4)}-${d.of('b64', 27)}"`],
  ['etag, S3', (d) => `etag: "${d.of('hex', 32)}-${d.number(20)}"`],
  [
    'sri',
    (d) => `<script src="/app.js" integrity="sha384-${d.of('b64', 64)}" crossorigin="anonymous"></script>`,
  ],
  ['ssh fingerprint', (d) => `256 SHA256:${d.of('b64', 43)} ada@host (ED25519)`],
  ['ssh public key', (d) => `ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${d.of('b64', 43)} ada@host`],
  [
    'base64 image',
    (d) => `<img src="data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${d.of('b64', 400)}AAAAASUVORK5CYII=">`,
  ],
  ['base64 image, CSS', (d) => `background:url(data:image/gif;base64,R0lGODlhAQABAIAA${d.of('b64', 120)})`],
  [
    'base64 font',
    (d) => `src:url(data:font/woff2;charset=utf-8;base64,d09GMgABAAAA${d.of('b64', 600)}) format("woff2")`,
  ],
  [
    'table of numbers',
    (d) => Array.from({ length: 8 }, () => (d.random() * 1e4).toFixed(3).padStart(10)).join(' '),
  ],
  ['CSV of numbers', (d) => Array.from({ length: 10 }, () => d.of('digits', 6)).join(',')],
  [
    'hex dump',
    (d) =>
      `${d.of('hex', 8)}  ${Array.from({ length: 16 }, () => d.of('hex', 2)).join(' ')}  |................|`,
  ],
  ['address', (d) => `0x${d.of('hex', 40)} -> 0x${d.of('hex', 64)}`],
  ['source map', (d) => `{"version":3,"sources":["token.ts"],"names":[],"mappings":"${vlq(d)}"}`],
  [
    'inline source map',
    (d) =>
      `//# sourceMappingURL=data:application/json;base64,eyJ2ZXJzaW9uIjozLCJzb3VyY2VzIjpb${d.of('b64', 300)}`,
  ],
  [
    'build output',
    (d) =>
      `dist/assets/chunk-${d.of('base32', 8)}.js   ${d.number(90)}.${d.number(99)} kB │ gzip: ${d.number(30)} kB`,
  ],
  ['build output, vite', (d) => `dist/assets/index-${d.of('b64url', 8)}.css  ${d.number(90)} kB`],
  ['next build', (d) => `/_next/static/chunks/pages/login-${d.of('hex', 16)}.js`],
  [
    'cache path',
    (d) =>
      `/home/ada/.npm/_cacache/content-v2/sha512/${d.of('hex', 2)}/${d.of('hex', 2)}/${d.of('hex', 124)}`,
  ],
  ['nix path', (d) => `/nix/store/${d.of('lowernum', 32)}-nodejs-22.11.0/bin/node`],
  ['log line', (d) => `${time(d)} [info] token bucket refilled: tokens=${d.number(900)} max_tokens=1024`],
  [
    'log, access',
    (d) =>
      `10.0.0.${d.number(250)} - - [12/Oct/2026:10:0${d.number(9)}:31 +0000] "GET /reset-password?step=2 HTTP/1.1" 200 ${d.number(9000)}`,
  ],
  [
    'log, JSON',
    (d) =>
      `{"level":30,"time":1790${d.of('digits', 9)},"pid":${d.number(9999)},"msg":"token count","tokens_in":${d.number(9999)},"tokens_out":${d.number(999)}}`,
  ],
  [
    'model usage',
    (d) =>
      `{"usage":{"prompt_tokens":${d.number(9999)},"completion_tokens":${d.number(999)},"total_tokens":${d.number(9999)},"cached_tokens":0}}`,
  ],
  ['model message id', (d) => `{"id":"msg_01${d.of('alnum', 22)}","type":"message","role":"assistant"}`],
  [
    'completion id',
    (d) =>
      `{"id":"chatcmpl-${d.of('alnum', 29)}","object":"chat.completion","system_fingerprint":"fp_${d.of('hex', 10)}"}`,
  ],
  ['tool call id', (d) => `{"tool_use_id":"toolu_01${d.of('alnum', 22)}","type":"tool_result"}`],
  ['webpack chunk', (d) => `asset main.${d.of('hex', 20)}.js 1.2 MiB [emitted] [immutable] (name: main)`],
  [
    'process list',
    (d) =>
      `ada  ${d.number(99999)}  0.${d.number(9)}  1.2 node --max-old-space-size=4096 server.js --port ${3000 + d.number(99)}`,
  ],
  [
    'stripe object',
    (d) => `{"id":"pi_3${d.of('alnum', 23)}","object":"payment_intent","amount":${d.number(9999)}}`,
  ],
  ['public key header', (d) => `-----BEGIN CERTIFICATE----- # serial ${d.of('hex', 32)}`],
];
