import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { expectedCall as call } from './expected-call.ts';
import { startModelServer } from './model-server.ts';
import { compareRuns } from './run-client.ts';

const folder = mkdtempSync(join(tmpdir(), 'agentlog-https-'));
after(() => rmSync(folder, { recursive: true }));
const certificate = makeCertificate();

const stream = { stream: true } as const;
const CALLS = [
  call('whole', 'ok'),
  call('stream', 'unicode', stream),
  call('refused', 'unauthorized'),
  call('anthropic', 'written', stream),
];

for (const transport of ['fetch', 'https', 'undici-h2']) {
  const skip = certificate === undefined ? 'openssl makes no certificate here' : false;
  test(`calls over TLS through ${transport} are seen, and come as they do without capture`, {
    skip,
  }, async () => {
    if (certificate === undefined) return;
    const server = await startModelServer(certificate);
    const env = { TEST_CA: certificate.cert, NODE_EXTRA_CA_CERTS: join(folder, 'cert.pem') };
    try {
      const calls = await compareRuns({ program: 'tls.cjs', args: [transport], env, server }, 'register');
      assert.deepEqual(calls, CALLS);
    } finally {
      await server.close();
    }
  });
}

/** A certificate of one day for the loopback. */
function makeCertificate(): { readonly key: string; readonly cert: string } | undefined {
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  const made = spawnSync('openssl', [
    ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '1'],
    ...['-subj', '/CN=127.0.0.1', '-addext', 'subjectAltName=IP:127.0.0.1', '-keyout', key, '-out', cert],
  ]);
  if (made.status !== 0) return undefined;
  return { key: readFileSync(key, 'utf8'), cert: readFileSync(cert, 'utf8') };
}
