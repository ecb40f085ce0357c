import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { root } from '../root.ts';
import { type ProgramRun, runNode, testNodeVersion } from '../run-node.ts';
import { asynchronous } from './failure-kinds/asynchronous.ts';
import { classMembers } from './failure-kinds/class-members.ts';
import { errorParts } from './failure-kinds/error-parts.ts';
import { handedOver } from './failure-kinds/handed-over.ts';
import { handlers } from './failure-kinds/handlers.ts';
import { nodeErrors } from './failure-kinds/node-errors.ts';
import { otherCode } from './failure-kinds/other-code.ts';
import { layOutPrograms } from './failure-kinds/programs.ts';
import { realms } from './failure-kinds/realms.ts';
import { rejections } from './failure-kinds/rejections.ts';
import type { About, ExpectedFailure, Row } from './failure-kinds/row.ts';
import { synchronous } from './failure-kinds/synchronous.ts';
import { thrownValues } from './failure-kinds/thrown-values.ts';
import { typescript } from './failure-kinds/typescript.ts';
import { variables } from './failure-kinds/variables.ts';

const TABLES: readonly (readonly [string, readonly Row[]])[] = [
  ['a failure of the running code', synchronous],
  ['a failure in a member of a class or an object', classMembers],
  ['a failure in what runs later', asynchronous],
  ['a rejection', rejections],
  ['a failure by the parts of its error', errorParts],
  ['a failure that Node or V8 tells of', nodeErrors],
  ['a failure by what is thrown', thrownValues],
  ['a failure in code of another place', otherCode],
  ['a failure in a context of vm', realms],
  ['a failure that somebody catches', handedOver],
  ['a failure that somebody hears', handlers],
  ['the variables of a failure', variables],
  ['a failure in TypeScript', typescript],
];

const folder = layOutPrograms();
const storeFolder = join(folder, '.agentlog');
const [major, minor] = testNodeVersion;
const about: About = { node: major, folder };
/** Drawn anew in each run; programs find it in their environment. */
const secret = `sk-${randomBytes(24).toString('hex')}`;
/** Nothing of the environment that runs the tests: an agent around us would lend the programs its session. */
const bareEnv = { PATH: process.env.PATH ?? '', HOME: folder, TEST_SECRET: secret };

after(() => rmSync(folder, { recursive: true, force: true }));

let rows = 0;
for (const [subject, table] of TABLES) {
  describe(subject, { concurrency: 4 }, () => {
    for (const row of table) {
      rows += 1;
      const sessionId = `sess_row${String(rows).padStart(4, '0')}`;
      test(titleOf(row), { skip: !isRunnable(row) }, () => check(row, sessionId));
    }
  });
}

/** Runs the program bare and recorded: the same to the byte, and the log as expected. */
async function check(row: Row, sessionId: string): Promise<void> {
  const args = [...(row.nodeArgs ?? []), ...(row.args ?? [row.program])];
  const bare = await runNode(args, { cwd: folder, env: bareEnv });
  const recorded = await runNode(args, { cwd: folder, env: { ...bareEnv, ...recordingEnv(sessionId) } });
  const expected: ProgramRun & { failures: unknown[] } = {
    exitCode: row.exitCode ?? 1,
    signal: null,
    stdout: bare.stdout,
    stderr: row.stderr?.(bare.stderr, recorded.stderr, about) ?? bare.stderr,
    failures: expectedFailures(row),
  };
  const log = readLog(sessionId);
  assert.deepEqual({ ...recorded, failures: log.failures }, expected);
  assert.deepEqual(
    { exitCode: bare.exitCode, signal: bare.signal },
    { exitCode: expected.exitCode, signal: null },
  );
  assert.ok(!log.text.includes(secret), 'the secret is in the log');
}

function recordingEnv(sessionId: string): Record<string, string> {
  return {
    NODE_OPTIONS: `--require "${join(root, 'dist/preload.cjs')}"`,
    AGENTLOG: 'true',
    AGENTLOG_DIR: storeFolder,
    AGENTLOG_SESSION: sessionId,
    // A fault of agentlog's own shows on stderr and so fails the row.
    AGENTLOG_DEBUG: '1',
  };
}

/** The events of the session without what differs from run to run. */
function readLog(sessionId: string): { text: string; failures: unknown[] } {
  const file = join(storeFolder, `session_${sessionId.slice('sess_'.length)}.jsonl`);
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const failures = text
    .split('\n')
    .filter((line) => line.includes('"event_type"'))
    .map((line) => {
      const { event_type, id, session_id, ts, ...payload } = JSON.parse(line);
      assert.equal(session_id, sessionId);
      assert.match(id, /^fail_[a-z2-7]{16}$/);
      assert.equal(typeof ts, 'number');
      assert.equal(event_type, 'failure');
      return withoutChance(payload);
    });
  return { text, failures };
}

/** A line of Node's own code is another one in each release, and no two storms last the same time. */
function withoutChance(payload: { location: { file: string; line: number }; suppressed?: string }): unknown {
  const { location, suppressed } = payload;
  return {
    ...payload,
    location: location.file.startsWith('node:') ? { ...location, line: 0 } : location,
    ...(suppressed !== undefined && { suppressed: suppressed.replace(/^for \d+\.\d s/, 'for N s') }),
  };
}

function expectedFailures(row: Row): unknown[] {
  const failures = typeof row.failures === 'function' ? row.failures(about) : row.failures;
  return failures.map((failure) => toPayload(failure, row));
}

function toPayload({ in: name, file, line, ...rest }: ExpectedFailure, row: Row): unknown {
  const path = file ?? row.program;
  return { locals: {}, ...rest, location: { file: path, line: line ?? markedLine(path), function: name } };
}

function markedLine(file: string): number {
  const lines = readFileSync(join(folder, file), 'utf8').split('\n');
  const at = lines.findIndex((line) => line.endsWith('// fails here'));
  assert.notEqual(at, -1, `${file} has no line that ends in "// fails here"`);
  return at + 1;
}

function isRunnable({ minNode: [needsMajor, needsMinor] = [0, 0] }: Row): boolean {
  return major > needsMajor || (major === needsMajor && minor >= needsMinor);
}

function titleOf({ title, minNode }: Row): string {
  return minNode === undefined ? title : `${title} (Node ${minNode.join('.')} and later)`;
}
