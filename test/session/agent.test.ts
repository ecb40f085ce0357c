import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type Agent, detectAgent } from '../../src/session/agent.ts';
import { deriveSessionId } from '../../src/session/agent-session.ts';

const CASES: readonly (readonly [given: Record<string, string>, expected: Agent | undefined])[] = [
  [{}, undefined],
  [{ PATH: '/usr/bin', TERM_PROGRAM: 'vscode', EDITOR: 'vim', HOME: '/home/me', AGENT: '1' }, undefined],
  [{ CLAUDECODE: '1' }, { name: 'claude' }],
  [{ CLAUDECODE: '' }, undefined],
  [
    { CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: 'a-b' },
    { name: 'claude', sessionName: 'a-b' },
  ],
  [
    { CLAUDECODE: '1', CLAUDE_CODE_IS_COWORK: '1', CLAUDE_CODE_SESSION_ID: 'a' },
    { name: 'cowork', sessionName: 'a' },
  ],
  [
    { AI_AGENT: 'claude-code_2.1.120_agent', CLAUDE_CODE_SESSION_ID: 'a' },
    { name: 'claude', sessionName: 'a' },
  ],
  [{ AI_AGENT: ' Claude ' }, { name: 'claude' }],
  [{ AI_AGENT: 'claudette' }, { name: 'claudette' }],
  [{ AI_AGENT: 'My Agent\n\u001b[31m/2', CURSOR_AGENT: '1' }, { name: 'my-agent-31m/2' }],
  [
    { AI_AGENT: 'own', CODEX_THREAD_ID: 't1' },
    { name: 'own', sessionName: 't1' },
  ],
  [{ AI_AGENT: '1', GEMINI_CLI: '1' }, { name: 'gemini' }],
  [{ AI_AGENT: 'x'.repeat(500) }, { name: 'x'.repeat(64) }],
  [
    { CODEX_THREAD_ID: 't1', CODEX_SANDBOX: 'seatbelt' },
    { name: 'codex', sessionName: 't1' },
  ],
  [{ CODEX_CI: '1' }, { name: 'codex' }],
  [{ CURSOR_AGENT: '1' }, { name: 'cursor' }],
  [{ CURSOR_EXTENSION_HOST_ROLE: 'agent-exec' }, { name: 'cursor' }],
  [{ CURSOR_EXTENSION_HOST_ROLE: 'user' }, undefined],
  [{ CURSOR_TRACE_ID: 'x', GEMINI_CLI: '1' }, { name: 'gemini' }],
  [{ CURSOR_TRACE_ID: 'x' }, { name: 'cursor' }],
  [{ OPENCODE: '1', AGENT: '1' }, { name: 'opencode' }],
  [{ OPENCODE: '1', KILO_PID: '12' }, { name: 'kilo' }],
  [
    { COPILOT_CLI: '1', COPILOT_AGENT_SESSION_ID: 's' },
    { name: 'github-copilot', sessionName: 's' },
  ],
  [
    { AGENT: 'amp', AMP_CURRENT_THREAD_ID: 'T-1' },
    { name: 'amp', sessionName: 'T-1' },
  ],
  [
    { AGENT: 'amp', AGENT_THREAD_ID: 'T-2' },
    { name: 'amp', sessionName: 'T-2' },
  ],
  [{ AGENT: 'goose' }, { name: 'goose' }],
  [{ AGENT: 'crush', CRUSH: '1' }, { name: 'crush' }],
  [{ AGENT: 'true' }, undefined],
  [{ QWEN_CODE: '1' }, { name: 'qwen-code' }],
  [{ CLINE_ACTIVE: 'true' }, { name: 'cline' }],
  [{ TERM_PROGRAM: 'vscode', GIT_PAGER: 'cat' }, { name: 'vscode-copilot' }],
  [{ TERM_PROGRAM: 'zed', PAGER: 'cat' }, { name: 'zed' }],
  [{ HOME: '/home/jules', USER: 'swebot' }, { name: 'jules' }],
  [{ PATH: '/usr/bin:/root/.pi/agent/bin' }, { name: 'pi' }],
  [{ REPL_ID: 'x', AUGMENT_AGENT: '1' }, { name: 'augment' }],
  [{ REPL_ID: 'x' }, { name: 'replit' }],
  [{ GOOSE_PROVIDER: 'x' }, { name: 'goose' }],
  [{ CLAUDE_CODE_SESSION_ID: 'y'.repeat(9999) }, { name: 'claude', sessionName: 'y'.repeat(256) }],
  [{ CLAUDECODE: '1', CLAUDE_CODE_SESSION_ID: '  ' }, { name: 'claude' }],
];

for (const [given, expected] of CASES) {
  const shown = Object.entries(given).map(([name, value]) => `${name}=${value.slice(0, 30)}`);
  test(`the environment ${JSON.stringify(shown.join(' '))} means ${expected?.name ?? 'no agent'}`, () => {
    assert.deepEqual(detectAgent(given), expected);
  });
}

test('the session derived from an agent and its session name is always the same, and another for another', () => {
  const ids = [
    deriveSessionId({ name: 'claude', sessionName: 'a' }),
    deriveSessionId({ name: 'claude', sessionName: 'a' }),
    deriveSessionId({ name: 'codex', sessionName: 'a' }),
    deriveSessionId({ name: 'claude', sessionName: '../../b' }),
  ];
  assert.ok(ids.every((id) => /^sess_[a-z2-7]{16}$/.test(id ?? '')));
  assert.deepEqual([ids[0], new Set(ids).size], [ids[1], 3]);
  assert.equal(deriveSessionId({ name: 'claude' }), undefined);
  assert.equal(deriveSessionId(undefined), undefined);
});
