import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deriveSessionId } from '../../src/session/agent-session.ts';
import { tallySession } from '../../src/store/folder/tally-session.ts';
import { createTempFolder, linesOf, sleep } from '../store/folder/fixtures.ts';
import { makeEvent } from '../store/folder/make-lines.ts';
import { makeJournal, makeOutput } from './make-journal.ts';
import { outputsOf } from './outputs-of.ts';

test('nothing is touched until something is written', () => {
  const cwd = createTempFolder();
  const journal = makeJournal(cwd);
  assert.deepEqual([journal.sessionId(), journal.root()], [undefined, cwd]);
  journal.endSession();
  journal.close();
  assert.equal(existsSync(join(cwd, '.agentlog')), false);
});

test('the first event opens a session by itself, named after the program, and close ends it', () => {
  const cwd = createTempFolder();
  const journal = makeJournal(cwd);
  const id = journal.write('tool_output', makeOutput());
  const session = journal.sessionId() ?? '';
  journal.write('tool_output', makeOutput());
  const open = tallySession(journal.folder(), session)?.record;
  journal.close();
  const closed = tallySession(journal.folder(), session)?.record;
  assert.match(id, /^tool_[a-z2-7]{16}$/);
  assert.deepEqual([open?.agent_name, open?.task, open?.end_ts], ['node', 'node main.js', null]);
  assert.ok((closed?.end_ts ?? 0) >= (closed?.start_ts ?? Infinity));
  assert.equal(journal.folder().readCurrent(), undefined);
  const lines = linesOf(join(cwd, '.agentlog', `session_${session.slice(5)}.jsonl`));
  assert.deepEqual(
    [lines.length, Object.keys(JSON.parse(lines[1] ?? '')).slice(0, 5)],
    [4, ['event_type', 'id', 'session_id', 'ts', 'call_id']],
  );
});

test('a session that was started is current, sums its tokens when it ends, and is current no more', () => {
  const cwd = createTempFolder();
  const journal = makeJournal(cwd);
  const id = journal.startSession('cursor', 'fix the bug');
  assert.deepEqual([journal.sessionId(), journal.folder().readCurrent()], [id, id]);
  for (const tokens_total of [1700, 300, null]) {
    journal.folder().append(
      makeEvent(id, 'yes', {
        event_type: 'llm_call',
        model: 'm',
        tokens_total,
        tokens_in: null,
        tokens_out: null,
      }),
    );
  }
  journal.endSession();
  const lines = linesOf(join(cwd, '.agentlog', `session_${id.slice(5)}.jsonl`));
  const { start_ts, end_ts, ...rest } = JSON.parse(lines.at(-1) ?? '');
  assert.deepEqual(rest, { session_id: id, agent_name: 'cursor', task: 'fix the bug', total_tokens: 2000 });
  assert.ok(end_ts >= start_ts);
  assert.deepEqual([journal.sessionId(), journal.folder().readCurrent()], [undefined, undefined]);
});

test('names and tasks are redacted and cut', () => {
  const journal = makeJournal(createTempFolder());
  const id = journal.startSession('a'.repeat(999), `use password=${'hunter'}${7 * 6} ${'x'.repeat(999)}`);
  const record = tallySession(journal.folder(), id)?.record;
  assert.equal(record?.agent_name?.length, 200);
  assert.match(record?.task ?? '', /^use password=\*\*\*REDACTED\*\*\* x+$/);
});

test('a second start ends the first session', () => {
  const journal = makeJournal(createTempFolder());
  const first = journal.startSession('a', 'one');
  const second = journal.startSession('a', 'two');
  assert.notEqual(tallySession(journal.folder(), first)?.record.end_ts, null);
  assert.deepEqual(
    [journal.sessionId(), tallySession(journal.folder(), second)?.record.end_ts],
    [second, null],
  );
});

test('the session given comes before that of the context, the started one, the environment and the current one', async () => {
  const cwd = createTempFolder();
  makeJournal(cwd).startSession('a', 'current');
  const journal = makeJournal(cwd, { AGENTLOG_SESSION: 'sess_environment' });
  const current = journal.folder().readCurrent() ?? '';
  assert.equal(makeJournal(cwd).sessionId(), current);
  journal.write('tool_output', makeOutput('environment'));
  const started = journal.startSession('a', 'started');
  journal.write('tool_output', makeOutput('started'));
  await journal.runSession('b', 'context', async () => {
    await null;
    journal.write('tool_output', makeOutput('context'));
    journal.write('tool_output', makeOutput('given'), 'sess_given');
  });
  journal.write('tool_output', makeOutput('started again'));
  const { [current]: none, sess_environment, sess_given, [started]: own, ...context } = outputsOf(journal);
  assert.deepEqual(
    [none, sess_environment, sess_given, own, Object.values(context)],
    [[], ['environment'], ['given'], ['started', 'started again'], [['context']]],
  );
});

test('AGENTLOG_SESSION names a session that is made when it has no file', () => {
  const journal = makeJournal(createTempFolder(), { AGENTLOG_SESSION: 'sess_given', CLAUDECODE: '1' });
  assert.equal(journal.sessionId(), 'sess_given');
  journal.write('tool_output', makeOutput());
  journal.close();
  const record = tallySession(journal.folder(), 'sess_given')?.record;
  assert.deepEqual([record?.agent_name, record?.task, record?.end_ts], ['claude', null, null]);
});

test('two agents that name their sessions share a folder and do not mix, whatever is current', () => {
  const cwd = createTempFolder();
  const claude = { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'one' };
  const codex = { CODEX_THREAD_ID: 'two' };
  makeJournal(cwd).startSession('somebody', 'else');
  makeJournal(cwd, claude).write('tool_output', makeOutput('claude'));
  makeJournal(cwd, codex).write('tool_output', makeOutput('codex'));
  const started = makeJournal(cwd, codex).startSession('codex', 'task');
  makeJournal(cwd, claude).write('tool_output', makeOutput('claude again'));
  makeJournal(cwd, codex).write('tool_output', makeOutput('codex again'));
  makeJournal(cwd, codex).endSession();
  const journal = makeJournal(cwd, codex);
  const ofClaude = deriveSessionId({ name: 'claude', sessionName: 'one' }) ?? '';
  const ofCodex = deriveSessionId({ name: 'codex', sessionName: 'two' }) ?? '';
  const outputs = outputsOf(journal);
  assert.deepEqual(
    [outputs[ofClaude], outputs[ofCodex], outputs[started]],
    [['claude', 'claude again'], ['codex'], ['codex again']],
  );
  assert.equal(journal.sessionId(), ofCodex);
});

test('a mark that names a session without a file is stale', () => {
  const cwd = createTempFolder();
  const journal = makeJournal(cwd);
  journal.folder().writeCurrent('sess_removed');
  assert.equal(journal.sessionId(), undefined);
});

test('a folder that is removed while the program runs is made anew, with the session’s record', () => {
  const cwd = createTempFolder();
  const journal = makeJournal(cwd);
  const id = journal.startSession('a', 'task');
  journal.write('tool_output', makeOutput('before'));
  rmSync(join(cwd, '.agentlog'), { recursive: true });
  sleep(60);
  assert.notEqual(journal.write('tool_output', makeOutput('after')), '');
  assert.deepEqual(
    [outputsOf(journal), tallySession(journal.folder(), id)?.record.task],
    [{ [id]: ['after'] }, 'task'],
  );
});

test('a session that another process starts or ends is followed by one that runs', () => {
  const cwd = createTempFolder();
  let time = 0;
  const running = makeJournal(cwd, {}, () => time);
  running.write('tool_output', makeOutput('alone'));
  const other = makeJournal(cwd);
  const id = other.startSession('a', 'task');
  time = 1;
  running.write('tool_output', makeOutput('followed'));
  other.endSession();
  time = 2;
  running.write('tool_output', makeOutput('alone again'));
  const { [id]: followed, ...rest } = outputsOf(running);
  assert.deepEqual([followed, Object.values(rest)], [['followed'], [['alone', 'alone again']]]);
});

test('a journal in a subfolder logs to the folder above', () => {
  const cwd = createTempFolder();
  const id = makeJournal(cwd).startSession('a', 'task');
  mkdirSync(join(cwd, 'sub', 'folder'), { recursive: true });
  const below = makeJournal(join(cwd, 'sub', 'folder'));
  below.write('tool_output', makeOutput('below'));
  assert.deepEqual([outputsOf(below), below.root()], [{ [id]: ['below'] }, cwd]);
});

test('a session id that is none is a loss, and nothing is written outside the folder', () => {
  const cwd = createTempFolder();
  const journal = makeJournal(cwd);
  assert.equal(journal.write('tool_output', makeOutput(), '../../x'), '');
  assert.equal(existsSync(join(cwd, '.agentlog')), false);
});

test('a folder that cannot be used never throws into the program', () => {
  const cwd = createTempFolder();
  writeFileSync(join(cwd, '.agentlog'), 'mine');
  const journal = makeJournal(cwd);
  assert.deepEqual(
    [
      journal.write('tool_output', makeOutput()),
      journal.startSession('a', 't'),
      journal.runSession('a', 't', () => 7),
      journal.sessionId(),
      journal.endSession(),
      journal.close(),
      journal.root(),
      readFileSync(join(cwd, '.agentlog'), 'utf8'),
    ],
    ['', '', 7, undefined, undefined, false, cwd, 'mine'],
  );
  assert.throws(() => journal.folder(), { code: 'AGENTLOG_STORE' });
});
