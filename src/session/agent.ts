import type { Environment } from '../base/environment.ts';

/** The coding agent that this process runs under, as far as its environment tells. */
export interface Agent {
  /** Lower case, at most 64 characters. */
  readonly name: string;
  /** The agent's own name for its session, at most 256 characters. */
  readonly sessionName?: string;
}

/** What an agent sets for the commands that it starts. */
interface AgentSign {
  readonly name: string;
  /** All of these must hold. A text must be met whole, a pattern somewhere; `true` takes any value but an empty one. */
  readonly variables: Readonly<Record<string, true | string | RegExp>>;
}

/** The variables in which agents name their session; one of them is a sign of its agent, too. */
const SESSION_VARIABLES: readonly (readonly [variable: string, agent: string])[] = [
  ['CLAUDE_CODE_SESSION_ID', 'claude'],
  ['CODEX_THREAD_ID', 'codex'],
  ['GEMINI_SESSION_ID', 'gemini'],
  ['COPILOT_AGENT_SESSION_ID', 'github-copilot'],
  ['AMP_CURRENT_THREAD_ID', 'amp'],
  ['AGENT_THREAD_ID', 'amp'],
];

/** Agents that go by one name here, whatever version or form `AI_AGENT` and `AGENT` give (`claude-code_2.1.120_agent`). */
const NAME_BEGINNINGS: readonly (readonly [beginning: string, name: string])[] = [
  ['claude', 'claude'],
  ['codex', 'codex'],
  ['cursor', 'cursor'],
  ['gemini', 'gemini'],
  ['opencode', 'opencode'],
  ['github-copilot', 'github-copilot'],
  ['copilot', 'github-copilot'],
  ['qwen', 'qwen-code'],
  ['auggie', 'augment'],
  ['augment', 'augment'],
  ['amp', 'amp'],
  ['crush', 'crush'],
  ['goose', 'goose'],
  ['cline', 'cline'],
];

/**
 * Set by one agent for its commands alone; the first that holds counts. The more particular row stands first. Variables and
 * values were read from the agents' sources and from the tables of `std-env`, `@vercel/detect-agent` and `am-i-vibing`.
 */
const STRONG_SIGNS: readonly AgentSign[] = [
  { name: 'cowork', variables: { CLAUDECODE: true, CLAUDE_CODE_IS_COWORK: true } },
  { name: 'cowork', variables: { CLAUDE_CODE: true, CLAUDE_CODE_IS_COWORK: true } },
  { name: 'claude', variables: { CLAUDECODE: true } },
  { name: 'claude', variables: { CLAUDE_CODE: true } },
  { name: 'claude', variables: { CLAUDE_CODE_SESSION_ID: true } },
  { name: 'cursor', variables: { CURSOR_AGENT: true } },
  { name: 'cursor', variables: { CURSOR_EXTENSION_HOST_ROLE: 'agent-exec' } },
  { name: 'gemini', variables: { GEMINI_CLI: true } },
  { name: 'gemini', variables: { GEMINI_SESSION_ID: true } },
  { name: 'codex', variables: { CODEX_THREAD_ID: true } },
  { name: 'codex', variables: { CODEX_SANDBOX: true } },
  { name: 'codex', variables: { CODEX_CI: true } },
  { name: 'kilo', variables: { OPENCODE: true, KILO_PID: true } },
  { name: 'opencode', variables: { OPENCODE: true } },
  { name: 'opencode', variables: { OPENCODE_CLIENT: true } },
  { name: 'opencode', variables: { OPENCODE_BIN_PATH: true } },
  { name: 'opencode', variables: { OPENCODE_SERVER: true } },
  { name: 'opencode', variables: { OPENCODE_APP_INFO: true } },
  { name: 'opencode', variables: { OPENCODE_MODES: true } },
  { name: 'github-copilot', variables: { COPILOT_CLI: true } },
  { name: 'github-copilot', variables: { COPILOT_AGENT_SESSION_ID: true } },
  { name: 'amp', variables: { AMP_CURRENT_THREAD_ID: true } },
  { name: 'amp', variables: { AGENT_THREAD_ID: true } },
  { name: 'crush', variables: { CRUSH: '1' } },
  { name: 'qwen-code', variables: { QWEN_CODE: true } },
  { name: 'cline', variables: { CLINE_ACTIVE: true } },
  { name: 'augment', variables: { AUGMENT_AGENT: true } },
  { name: 'antigravity', variables: { ANTIGRAVITY_AGENT: true } },
  { name: 'goose', variables: { GOOSE_TERMINAL: true } },
  { name: 'junie', variables: { JUNIE_DATA: true } },
  { name: 'junie', variables: { JUNIE_SHIM_PATH: true } },
  { name: 'pi', variables: { PI_CODING_AGENT: true } },
  { name: 'warp', variables: { OZ_RUN_ID: true } },
  { name: 'hermes', variables: { HERMES_SESSION_ID: true } },
  { name: 'trae', variables: { TRAE_AI_SHELL_ID: true } },
  { name: 'grok', variables: { GROK_AGENT: true } },
  { name: 'droid', variables: { DROID_PROJECT_DIR: true } },
  { name: 'devin', variables: { DEVIN_PROJECT_DIR: true } },
];

/** Set for a whole editor or platform, or by a person's own configuration: they say that the agent is there, not that it acts. */
const WEAK_SIGNS: readonly AgentSign[] = [
  { name: 'cursor', variables: { CURSOR_TRACE_ID: true } },
  { name: 'vscode-copilot', variables: { TERM_PROGRAM: 'vscode', GIT_PAGER: 'cat' } },
  { name: 'zed', variables: { TERM_PROGRAM: 'zed', PAGER: 'cat' } },
  { name: 'jules', variables: { HOME: '/home/jules', USER: 'swebot' } },
  { name: 'bolt.new', variables: { SHELL: '/bin/jsh' } },
  { name: 'pi', variables: { PATH: /[\\/]\.pi[\\/]agent[\\/]/ } },
  { name: 'devin', variables: { EDITOR: /devin/ } },
  { name: 'windsurf', variables: { CODEIUM_EDITOR_APP_ROOT: true } },
  { name: 'replit', variables: { REPL_ID: true } },
  { name: 'github-copilot', variables: { COPILOT_MODEL: true } },
  { name: 'github-copilot', variables: { COPILOT_ALLOW_ALL: true } },
  { name: 'github-copilot', variables: { COPILOT_GITHUB_TOKEN: true } },
  { name: 'goose', variables: { GOOSE_PROVIDER: true } },
  { name: 'aider', variables: { AIDER_API_KEY: true } },
];

/**
 * Which agent's environment this is: what `AI_AGENT` says, else the first strong sign, else what `AGENT` says, else the
 * first weak sign. An agent within an agent inherits the outer one's variables, so the answer may be the outer one;
 * it is the same for every process with the same environment.
 */
export function detectAgent(env: Environment): Agent | undefined {
  const name =
    nameIn(env.AI_AGENT) ?? firstSign(STRONG_SIGNS, env) ?? nameIn(env.AGENT) ?? firstSign(WEAK_SIGNS, env);
  if (name === undefined) return undefined;
  const sessionName = sessionNameOf(name, env);
  return sessionName === undefined ? { name } : { name, sessionName };
}

const MAX_NAME_CHARS = 64;
const MAX_SESSION_NAME_CHARS = 256;

/** The name that a variable gives in its own words; a mere "yes" is none. */
function nameIn(value: string | undefined): string | undefined {
  const given = (value ?? '').slice(0, MAX_NAME_CHARS).trim().toLowerCase();
  const name = given.replace(/[^a-z0-9._@/+-]+/g, '-').replace(/^-+|-+$/g, '');
  if (!/[a-z]/.test(name) || /^(?:true|false|yes|no|on|off|none|null|undefined)$/.test(name))
    return undefined;
  const known = NAME_BEGINNINGS.find(
    ([beginning]) => name.startsWith(beginning) && !/^[a-z0-9]/.test(name.slice(beginning.length)),
  );
  return known?.[1] ?? name;
}

function firstSign(signs: readonly AgentSign[], env: Environment): string | undefined {
  return signs.find(({ variables }) =>
    Object.entries(variables).every(([variable, wanted]) => isMet(env[variable], wanted)),
  )?.name;
}

function isMet(value: string | undefined, wanted: true | string | RegExp): boolean {
  if (value === undefined || value === '') return false;
  if (wanted === true) return true;
  return typeof wanted === 'string' ? value === wanted : wanted.test(value);
}

/** The agent's own session variable; of an agent that has none of its own, whichever is there. */
function sessionNameOf(name: string, env: Environment): string | undefined {
  const family = name === 'cowork' ? 'claude' : name;
  const own = SESSION_VARIABLES.filter(([, agent]) => agent === family);
  for (const [variable] of own.length > 0 ? own : SESSION_VARIABLES) {
    const value = env[variable]?.slice(0, MAX_SESSION_NAME_CHARS).trim();
    if (value !== undefined && value !== '') return value;
  }
  return undefined;
}
