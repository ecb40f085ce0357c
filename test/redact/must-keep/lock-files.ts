import type { Draw, KeptKind } from '../must-keep.ts';

const NAMES = [
  'lodash',
  'react-dom',
  '@types/node',
  'tokenizer',
  'js-tokens',
  'secret-stack',
  'author-regex',
  'keyv',
];
const FILES = ['src/index.ts', 'lib/auth/token.js', 'test/password.test.ts', 'docs/keys.md', 'a b.txt'];
const SUBJECTS = [
  'Fix the token count',
  'Rotate nothing',
  'Add password reset page',
  'Bump secretlint to 13',
  'merge: keys',
];

const version = (draw: Draw): string => `${draw.number(20)}.${draw.number(30)}.${draw.number(9)}`;
const sha = (draw: Draw): string => draw.of('hex', 40);
const sha512 = (draw: Draw): string => `sha512-${draw.of('b64', 86)}==`;

/** What package managers and git write. */
export const LOCK_FILES: readonly KeptKind[] = [
  ['npm lock, integrity', (d) => `      "integrity": "${sha512(d)}",`],
  [
    'npm lock, resolved',
    (d) => `      "resolved": "https://registry.example.com/${d.pick(NAMES)}/-/x-${version(d)}.tgz",`,
  ],
  [
    'npm lock, one line',
    (d) =>
      `"node_modules/${d.pick(NAMES)}":{"version":"${version(d)}","integrity":"${sha512(d)}","dev":true}`,
  ],
  [
    'yarn 1 lock',
    (d) => `  resolved "https://registry.example.com/${d.pick(NAMES)}/-/x-${version(d)}.tgz#${sha(d)}"`,
  ],
  ['yarn berry lock', (d) => `  checksum: 10c0/${d.of('hex', 128)}`],
  ['pnpm lock', (d) => `    resolution: {integrity: ${sha512(d)}}`],
  ['bun lock', (d) => `    "${d.pick(NAMES)}": ["x@${version(d)}", "", {}, "${sha512(d)}"],`],
  ['deno lock', (d) => `      "integrity": "${d.of('hex', 64)}"`],
  ['Cargo lock', (d) => `checksum = "${d.of('hex', 64)}"`],
  [
    'go.sum',
    (d) => `github.com/acme/${d.pick(['jwt', 'keyring', 'x'])} v${version(d)} h1:${d.of('b64', 43)}=`,
  ],
  ['go.sum, module', (d) => `golang.org/x/crypto v0.${d.number(40)}.0/go.mod h1:${d.of('b64', 43)}=`],
  [
    'poetry lock',
    (d) => `    {file = "x-${version(d)}-py3-none-any.whl", hash = "sha256:${d.of('hex', 64)}"},`,
  ],
  [
    'uv lock',
    (d) =>
      `    { url = "https://files.pythonhosted.org/packages/${d.of('hex', 2)}/${d.of('hex', 2)}/${d.of('hex', 60)}/x.whl", hash = "sha256:${d.of('hex', 64)}", size = ${d.number(99999)} },`,
  ],
  ['pip requirements', (d) => `    --hash=sha256:${d.of('hex', 64)} \\`],
  ['Gemfile.lock checksum', (d) => `  rails (${version(d)}) sha256=${d.of('hex', 64)}`],
  ['composer lock', (d) => `                "reference": "${sha(d)}"`],
  ['flake lock', (d) => `        "narHash": "sha256-${d.of('b64', 43)}=",`],
  ['Terraform lock', (d) => `    "h1:${d.of('b64', 43)}=",`],
  ['Terraform lock, zip', (d) => `    "zh:${d.of('hex', 64)}",`],
  ['Swift pins', (d) => `        "revision" : "${sha(d)}",`],
  ['git log', (d) => `commit ${sha(d)} (HEAD -> main, origin/main)`],
  ['git log, one line', (d) => `${d.of('hex', 7)} ${d.pick(SUBJECTS)}`],
  ['git log, graph', (d) => `* ${d.of('hex', 9)} (tag: v${version(d)}) ${d.pick(SUBJECTS)}`],
  ['git diff index', (d) => `index ${d.of('hex', 7)}..${d.of('hex', 7)} 100644`],
  ['git diff index, full', (d) => `index ${sha(d)}..${sha(d)} 100644`],
  ['git diff header', (d) => `diff --git a/${d.pick(FILES)} b/${d.pick(FILES)}`],
  [
    'git diff hunk',
    (d) => `@@ -${d.number(400)},7 +${d.number(400)},9 @@ function readToken(text: string): Token {`,
  ],
  ['git ls-tree', (d) => `100644 blob ${sha(d)}\t${d.pick(FILES)}`],
  ['git reflog', (d) => `${d.of('hex', 7)} HEAD@{${d.number(40)}}: commit: ${d.pick(SUBJECTS)}`],
  [
    'git show-ref',
    (d) => `${sha(d)} refs/heads/feature/${d.pick(['token', 'secret', 'login'])}-${d.number(99)}`,
  ],
  ['git rev-parse, sha256', (d) => d.of('hex', 64)],
  ['git submodule', (d) => ` ${sha(d)} vendor/keys (v${version(d)}-${d.number(30)}-g${d.of('hex', 7)})`],
  [
    'git blame',
    (d) =>
      `^${d.of('hex', 8)} (Ada King 2026-0${1 + d.number(9)}-11 10:${10 + d.number(49)}:03 +0200 ${d.number(300)}) const key = row.id;`,
  ],
  [
    'git stat',
    (d) => ` ${d.pick(FILES)} | ${d.number(90)} ${'+'.repeat(1 + d.number(30))}${'-'.repeat(d.number(9))}`,
  ],
  [
    'git commit trailer',
    (d) => `    Co-authored-by: Ada King <${d.number(99999999)}+ada@users.noreply.github.com>`,
  ],
  ['git patch id', (d) => `From ${sha(d)} Mon Sep 17 00:00:00 2001`],
];
